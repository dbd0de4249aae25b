// SPDX-License-Identifier: Apache-2.0
/// Streams inside an OLE file, the envelope of old Office documents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace junheng {

/// Numbers as such files hold them, little end first; 0 beyond the end, so that damaged files need
/// no further care.
std::uint16_t little_16(std::string_view bytes, std::size_t at);
std::uint32_t little_32(std::string_view bytes, std::size_t at);

/// Invariant: follows no chain longer than the file has sectors.
/// Source: [MS-CFB] 2.1–2.6.
class OleFile {
public:
    /// The bytes must outlive the object.
    explicit OleFile(std::string_view bytes);

    /// By name, without regard to case. Empty when there is none.
    std::optional<std::string> stream(std::string_view name) const;

private:
    struct Entry {
        std::string name;
        std::uint32_t start = 0;
        std::uint32_t size = 0;
    };

    std::string_view sector(std::uint32_t index) const;
    std::string chain(std::uint32_t start) const;
    std::string small_stream(const Entry& entry) const;
    void read_sector_table();
    void read_entries();

    std::string_view bytes_;
    std::size_t sector_bytes_ = 0;
    std::vector<std::uint32_t> next_;
    std::vector<Entry> entries_;
};

}  // namespace junheng
