// SPDX-License-Identifier: Apache-2.0
// The first byte says how large the pieces are into which the rest is cut: whatever they are, the
// rows must be the same.
#include <string>
#include <string_view>
#include <vector>

#include "fuzz_file.h"
#include "io/exchange/csv_parser.h"

namespace {

struct Outcome {
    std::vector<std::vector<std::string>> rows;
    std::string fault;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome parse(std::string_view text, std::size_t piece) {
    Outcome outcome;
    const junheng::SheetLimits limits = junheng::small_limits();
    const junheng::RowSink collect = [&](const junheng::SheetRow& row) {
        outcome.rows.emplace_back();
        for (const auto& cell : row.cells) outcome.rows.back().push_back(cell.text);
        return true;
    };
    junheng::CsvParser parser(junheng::sniff_separator(text), limits, collect);
    for (std::size_t at = 0; at < text.size(); at += piece)
        if (const auto more = parser.feed(text.substr(at, piece)); !more) {
            outcome.fault = more.error().code;
            return outcome;
        }
    if (const auto more = parser.finish(); !more)
        outcome.fault = more.error().code;
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    if (parse(text, std::size_t{data[0]} + 1) != parse(text, text.size() + 1))
        std::abort();
    const junheng::MemoryFile file(data + 1, size - 1);
    junheng::open_and_read(file.path());
    return 0;
}
