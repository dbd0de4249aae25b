// SPDX-License-Identifier: Apache-2.0
/// The zip around an xlsx, with limits on everything that a hostile one could blow up.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "io/exchange/sheet.h"

struct zip;
struct zip_file;

namespace junheng {

/// One entry being unpacked. Invariant: never gives out more than the limits allow, whatever the
/// entry declares.
class ZipPart {
public:
    /// How many bytes were put into the buffer; 0 at the end.
    /// Errors: sheet.broken, sheet.zip_bomb, sheet.too_large.
    Result<std::size_t> read(std::span<char> buffer);

    const std::string& file() const { return file_name_; }

private:
    friend class ZipFile;
    struct Close {
        void operator()(zip_file* part) const;
    };

    std::unique_ptr<zip_file, Close> part_;
    std::string file_name_;
    std::string name_;
    std::uint64_t packed_bytes_ = 0;
    std::uint64_t unpacked_bytes_ = 0;
    SheetLimits limits_;
};

class ZipFile {
public:
    /// Errors: sheet.broken, sheet.zip_bomb (too many entries).
    static Result<ZipFile> open(const std::filesystem::path& file, const SheetLimits& limits);

    bool has(std::string_view name) const;
    /// Errors: sheet.broken when absent, sheet.encrypted, sheet.zip_bomb, sheet.too_large.
    Result<ZipPart> part(std::string_view name) const;

private:
    struct Close {
        void operator()(zip* archive) const;
    };

    std::unique_ptr<zip, Close> archive_;
    std::filesystem::path file_;
    SheetLimits limits_;
};

}  // namespace junheng
