// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xls_ole.h"

#include <algorithm>
#include <cctype>

namespace junheng {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // this and above are marks, no sectors
constexpr std::size_t kHeaderTableAt = 76;
constexpr std::size_t kHeaderTableEntries = 109;
constexpr std::size_t kEntryBytes = 128;
constexpr std::size_t kSmallSectorBytes = 64;
constexpr std::uint32_t kSmallStream = 4096;

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return result;
}

/// The ASCII part of a name in UTF-16; other characters never occur in the names looked for.
std::string narrow(std::string_view wide) {
    std::string name;
    for (std::size_t at = 0; at + 1 < wide.size() && wide[at] != '\0'; at += 2)
        name += wide[at + 1] == '\0' ? wide[at] : '?';
    return name;
}

}  // namespace

std::uint16_t little_16(std::string_view bytes, std::size_t at) {
    if (at + 2 > bytes.size())
        return 0;
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(bytes[at + i]));
    };
    return static_cast<std::uint16_t>(byte(0) | byte(1) << 8U);
}

std::uint32_t little_32(std::string_view bytes, std::size_t at) {
    return little_16(bytes, at) | static_cast<std::uint32_t>(little_16(bytes, at + 2)) << 16U;
}

OleFile::OleFile(std::string_view bytes) : bytes_(bytes) {
    constexpr std::size_t kShiftAt = 30;
    constexpr unsigned kLeastShift = 9;
    constexpr unsigned kMostShift = 12;
    const unsigned shift = little_16(bytes_, kShiftAt);
    if (shift != kLeastShift && shift != kMostShift)
        return;
    sector_bytes_ = std::size_t{1} << shift;
    read_sector_table();
    read_entries();
}

std::string_view OleFile::sector(std::uint32_t index) const {
    const std::size_t at = (std::size_t{index} + 1) * sector_bytes_;
    return at >= bytes_.size() ? std::string_view{} : bytes_.substr(at, sector_bytes_);
}

void OleFile::read_sector_table() {
    constexpr std::size_t kMoreTablesAt = 68;
    std::vector<std::uint32_t> tables;
    for (std::size_t i = 0; i < kHeaderTableEntries; ++i)
        tables.push_back(little_32(bytes_, kHeaderTableAt + i * 4));
    const std::size_t most = bytes_.size() / sector_bytes_ + 1;
    std::uint32_t more = little_32(bytes_, kMoreTablesAt);
    for (std::size_t step = 0; more < kLastSector && step < most && tables.size() < most; ++step) {
        const std::string_view list = sector(more);
        for (std::size_t at = 0; at + 8 <= list.size(); at += 4)
            tables.push_back(little_32(list, at));
        more = list.empty() ? kLastSector : little_32(list, list.size() - 4);
    }
    for (const std::uint32_t table : tables) {
        const std::string_view list = table < kLastSector ? sector(table) : std::string_view{};
        for (std::size_t at = 0; at + 4 <= list.size() && next_.size() < most; at += 4)
            next_.push_back(little_32(list, at));
    }
}

std::string OleFile::chain(std::uint32_t start) const {
    std::string content;
    for (std::size_t step = 0; start < next_.size() && step < next_.size(); ++step) {
        content += sector(start);
        start = next_[start];
    }
    return content;
}

void OleFile::read_entries() {
    constexpr std::size_t kDirectoryAt = 48;
    constexpr std::size_t kNameBytes = 64;
    constexpr std::size_t kStartAt = 116;
    constexpr std::size_t kSizeAt = 120;
    const std::string directory = chain(little_32(bytes_, kDirectoryAt));
    for (std::size_t at = 0; at + kEntryBytes <= directory.size(); at += kEntryBytes) {
        const auto entry = std::string_view(directory).substr(at, kEntryBytes);
        entries_.push_back(
            {lower(narrow(entry.substr(0, kNameBytes))),
             little_32(entry, kStartAt),
             little_32(entry, kSizeAt)}
        );
    }
}

std::string OleFile::small_stream(const Entry& entry) const {
    constexpr std::size_t kSmallTableAt = 60;
    const std::string content = chain(entries_.front().start);
    const std::string table = chain(little_32(bytes_, kSmallTableAt));
    std::string result;
    std::uint32_t at = entry.start;
    for (std::size_t step = 0; at < table.size() / 4 && step < table.size() / 4; ++step) {
        const std::size_t from = std::size_t{at} * kSmallSectorBytes;
        if (from >= content.size())
            break;
        result += std::string_view(content).substr(from, kSmallSectorBytes);
        at = little_32(table, std::size_t{at} * 4);
    }
    return result;
}

std::optional<std::string> OleFile::stream(std::string_view name) const {
    const auto entry = std::ranges::find(entries_, lower(name), &Entry::name);
    if (entry == entries_.end())
        return std::nullopt;
    std::string content = entry->size < kSmallStream ? small_stream(*entry) : chain(entry->start);
    content.resize(std::min<std::size_t>(content.size(), entry->size));
    return content;
}

}  // namespace junheng
