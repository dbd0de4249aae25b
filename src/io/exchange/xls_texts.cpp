// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xls_texts.h"

#include <algorithm>

#include <unicode/unistr.h>

#include "io/exchange/xls_ole.h"

namespace junheng {
namespace {

constexpr unsigned kWide = 1;
constexpr unsigned kHasExtension = 4;
constexpr unsigned kHasRuns = 8;

std::string to_utf8(const icu::UnicodeString& units) {
    std::string text;
    units.toUTF8String(text);
    return text;
}

/// Adds up to `count` characters from the front of the bytes; gives back how many.
std::size_t add_units(
    icu::UnicodeString& units,
    std::string_view bytes,
    std::size_t count,
    bool wide
) {
    const std::size_t fitting = std::min(count, bytes.size() / (wide ? 2 : 1));
    for (std::size_t i = 0; i < fitting; ++i)
        units += static_cast<char16_t>(
            wide ? little_16(bytes, i * 2) : static_cast<unsigned char>(bytes[i])
        );
    return fitting;
}

/// Reads on from record to record. Invariant: never beyond the last one, where everything reads as
/// 0.
class Records {
public:
    explicit Records(const std::vector<std::string_view>& records) : records_(records) {}

    bool at_end() {
        while (index_ < records_.size() && at_ >= records_[index_].size()) {
            ++index_;
            at_ = 0;
        }
        return index_ >= records_.size();
    }

    unsigned byte() { return at_end() ? 0 : static_cast<unsigned char>(records_[index_][at_++]); }

    std::size_t number(int bytes) {
        std::size_t value = 0;
        for (int i = 0; i < bytes; ++i)
            value |= std::size_t{byte()} << (8U * static_cast<unsigned>(i));
        return value;
    }

    void skip(std::size_t bytes) {
        while (bytes > 0 && !at_end()) {
            const std::size_t step = std::min(bytes, records_[index_].size() - at_);
            at_ += step;
            bytes -= step;
        }
    }

    /// A text cut by the end of a record goes on in the next one behind a byte that says anew how
    /// wide it is.
    std::string text(std::size_t count, bool wide) {
        icu::UnicodeString units;
        while (count > 0 && index_ < records_.size()) {
            const std::string_view rest =
                records_[index_].substr(std::min(at_, records_[index_].size()));
            const std::size_t taken = add_units(units, rest, count, wide);
            at_ += taken * (wide ? 2 : 1);
            count -= taken;
            if (count == 0 || ++index_ >= records_.size())
                break;
            at_ = 0;
            wide = (byte() & kWide) != 0;
        }
        return to_utf8(units);
    }

private:
    const std::vector<std::string_view>& records_;
    std::size_t index_ = 0;
    std::size_t at_ = 0;
};

}  // namespace

SharedTexts read_xls_shared_texts(const std::vector<std::string_view>& records) {
    constexpr std::size_t kRunBytes = 4;
    Records reader(records);
    SharedTexts texts;
    reader.skip(4);  // how often texts are used
    const std::size_t count = reader.number(4);
    while (texts.size() < count && !reader.at_end()) {
        const std::size_t length = reader.number(2);
        const unsigned flags = reader.byte();
        const std::size_t runs = (flags & kHasRuns) != 0 ? reader.number(2) : 0;
        const std::size_t extension = (flags & kHasExtension) != 0 ? reader.number(4) : 0;
        texts.add(reader.text(length, (flags & kWide) != 0));
        reader.skip(runs * kRunBytes);
        reader.skip(extension);
    }
    return texts;
}

std::string xls_text(std::string_view counted, bool biff8, bool short_count) {
    const std::size_t head = short_count ? 1 : 2;
    if (counted.size() < head)
        return {};
    const std::size_t count =
        short_count ? static_cast<unsigned char>(counted[0]) : little_16(counted, 0);
    std::string_view body = counted.substr(head);
    if (!biff8) {
        body = body.substr(0, count);
        return to_utf8({body.data(), static_cast<std::int32_t>(body.size()), "gb18030"});
    }
    if (body.empty())
        return {};
    icu::UnicodeString units;
    add_units(units, body.substr(1), count, (static_cast<unsigned char>(body[0]) & kWide) != 0);
    return to_utf8(units);
}

}  // namespace junheng
