// SPDX-License-Identifier: Apache-2.0
/// Bytes as a file in memory, and a reading of everything in it.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "io/exchange/sheet.h"

namespace junheng {

class MemoryFile {
public:
    MemoryFile(const std::uint8_t* data, std::size_t size)
        : descriptor_(::memfd_create("fuzz", 0)) {
        if (descriptor_ < 0 || ::write(descriptor_, data, size) != static_cast<ssize_t>(size))
            std::abort();
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor_); }

    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

private:
    int descriptor_;
};

inline SheetLimits small_limits() {
    return {
        .file_bytes = 1U << 20U,
        .unpacked_bytes = 16U << 20U,
        .cell_bytes = 1U << 16U,
        .row_bytes = 1U << 20U,
        .shared_text_bytes = 1U << 22U};
}

/// Aborts when a reader breaks its promise: rising rows, columns within the limit, a code with
/// every fault.
inline void read_everything(Workbook& book, const SheetLimits& limits) {
    for (std::size_t i = 0; i < book.sheets().size(); ++i) {
        int last = 0;
        const auto done = book.read(i, [&](const SheetRow& row) {
            if (row.number <= last || row.cells.size() > static_cast<std::size_t>(limits.columns))
                std::abort();
            last = row.number;
            return true;
        });
        if (!done && done.error().code.empty())
            std::abort();
        static_cast<void>(book.merged(i));
        static_cast<void>(book.hidden(i));
    }
}

inline void open_and_read(const std::filesystem::path& file) {
    const SheetLimits limits = small_limits();
    if (const auto book = open_workbook(file, limits))
        read_everything(**book, limits);
    else if (book.error().code.empty())
        std::abort();
}

}  // namespace junheng
