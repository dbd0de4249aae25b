// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/layout.h"

#include <algorithm>
#include <array>
#include <map>

namespace junheng {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";
constexpr char32_t kFullWidthFirst = 0xFF01;
constexpr char32_t kFullWidthLast = 0xFF5E;
constexpr char32_t kFullWidthShift = 0xFEE0;

/// What heads are decorated with and what one writer sets and the next leaves out.
constexpr std::array<std::string_view, 12>
    kMarks{"›", "#", "*", "\u3000", "\u00a0", "\ufeff", "·", "、", "—", "：", ":", "★"};

struct Spelling {
    std::string_view from;
    std::string_view to;
};
constexpr std::array<Spelling, 6> kSpellings{
    {{"㎡", "m2"}, {"m²", "m2"}, {"平方米", "m2"}, {"平米", "m2"}, {"其中", ""}, {"单位", ""}}};

struct UnitWord {
    std::string_view word;
    std::string_view unit;
    UnitFactor factor;
};
constexpr std::array<UnitWord, 10> kUnitWords{{
    {"元", "yuan", {1, 1}},
    {"千元", "yuan", {1'000, 1}},
    {"万元", "yuan", {10'000, 1}},
    {"百万元", "yuan", {1'000'000, 1}},
    {"亿元", "yuan", {100'000'000, 1}},
    {"m2", "m2", {1, 1}},
    {"万m2", "m2", {10'000, 1}},
    {"亩", "m2", {2'000, 3}},
    {"公顷", "m2", {10'000, 1}},
    {"万册", "book", {10'000, 1}},
}};
constexpr std::array<std::string_view, 18> kPlainUnits{
    "人",
    "名",
    "个",
    "间",
    "册",
    "台",
    "班",
    "所",
    "套",
    "座",
    "年",
    "度",
    "%",
    "yuan",
    "degree",
    "位",
    "岁",
    "室"};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// Full-width forms are three bytes: EF BC 81 … EF BD 9E.
std::string fold_width(std::string_view text) {
    std::string folded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
        if (byte(i) == 0xEFU && i + 2 < text.size()) {
            const char32_t code = 0xF000U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU);
            if (code >= kFullWidthFirst && code <= kFullWidthLast) {
                folded += static_cast<char>(code - kFullWidthShift);
                i += 2;
                continue;
            }
        }
        folded += text[i];
    }
    return folded;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_unit(std::string_view text) {
    return std::ranges::find(kUnitWords, text, &UnitWord::word) != kUnitWords.end() ||
           std::ranges::find(kPlainUnits, text) != kPlainUnits.end();
}

/// The head rows as a grid of texts in which a merged cell speaks for all that it covers.
class HeadGrid {
public:
    HeadGrid(const std::vector<SheetRow>& top, const std::vector<CellRange>& merged) : top_(top) {
        for (const SheetRow& row : top)
            width_ = std::max(width_, static_cast<int>(row.cells.size()));
        for (const CellRange& range : merged) cover(range);
    }

    int width() const { return width_; }

    std::string text(std::size_t index, int column) const {
        if (const auto found = covered_.find({top_[index].number, column}); found != covered_.end())
            return found->second;
        return std::string(cell_text(top_[index], column));
    }

private:
    void cover(const CellRange& range) {
        const auto row = std::ranges::find(top_, range.first_row, &SheetRow::number);
        if (row == top_.end())
            return;
        const std::string text(cell_text(*row, range.first_column));
        const int last_row =
            std::min(range.last_row, range.first_row + static_cast<int>(kRowsLookedAt));
        for (int r = range.first_row; r <= last_row; ++r)
            for (int c = range.first_column; c <= std::min(range.last_column, width_); ++c)
                covered_[{r, c}] = text;
    }

    const std::vector<SheetRow>& top_;
    std::map<std::pair<int, int>, std::string> covered_;
    int width_ = 0;
};

/// Without merged cells (csv, xls) an outer head stands only over its first column.
std::string outer_text(const HeadGrid& grid, std::size_t index, int column, bool inherit) {
    for (int at = column; at >= 1; --at) {
        if (std::string text = grid.text(index, at); !text.empty())
            return text;
        if (!inherit)
            break;
    }
    return {};
}

ColumnHead head_of(
    const HeadGrid& grid,
    std::size_t first,
    std::size_t last,
    int column,
    bool inherit
) {
    ColumnHead head{column, {}};
    const bool inner = !grid.text(last, column).empty();
    for (std::size_t i = first; i <= last; ++i) {
        std::string text = outer_text(grid, i, column, inherit && i < last && inner);
        if (!text.empty() && (head.path.empty() || head.path.back() != text))
            head.path.push_back(std::move(text));
    }
    return head;
}

SheetHead head_between(
    const std::vector<SheetRow>& top,
    const HeadGrid& grid,
    std::size_t first,
    std::size_t last,
    bool inherit
) {
    SheetHead head{top[first].number, top[last].number, {}};
    for (int column = 1; column <= grid.width(); ++column)
        if (ColumnHead one = head_of(grid, first, last, column, inherit); !one.path.empty())
            head.columns.push_back(std::move(one));
    return head;
}

}  // namespace

std::string normal_head(std::string_view text) {
    std::string normal = fold_width(text);
    for (const std::string_view mark : kMarks) replace_all(normal, mark, "");
    std::erase_if(normal, [](char c) { return kBlanks.find(c) != std::string_view::npos; });
    for (const auto& [from, to] : kSpellings) replace_all(normal, from, to);
    std::ranges::transform(normal, normal.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return normal;
}

UnitFactor factor_of(std::string_view unit_in_head, std::string_view unit) {
    const auto found = std::ranges::find(kUnitWords, unit_in_head, &UnitWord::word);
    return found != kUnitWords.end() && found->unit == unit ? found->factor : UnitFactor{};
}

HeadText read_head(std::string_view text) {
    HeadText head{normal_head(text), {}};
    for (;;) {
        const auto open = head.plain.find_last_of("([");
        const auto close = open == std::string::npos ? open : head.plain.find_first_of(")]", open);
        if (close == std::string::npos)
            return head;
        const std::string inside = head.plain.substr(open + 1, close - open - 1);
        if (head.unit.empty() && is_unit(inside))
            head.unit = inside;
        head.plain.erase(open, close - open + 1);
    }
}

std::string ColumnHead::text() const {
    std::string joined;
    for (const std::string& part : path) joined += (joined.empty() ? "" : "›") + part;
    return joined;
}

int csv_width(const SheetHead& head, bool csv) {
    return csv ? head.columns.back().column : 0;
}

std::optional<Issue> width_fault(const SheetRow& row, int width, const Where& head) {
    const auto is_empty = [](const Cell& cell) { return cell.text.empty(); };
    const auto wanted = static_cast<std::size_t>(width);
    const auto more =
        row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, row.cells.size()));
    if (width == 0 || (row.cells.size() >= wanted && std::all_of(more, row.cells.end(), is_empty)))
        return std::nullopt;
    Issue issue{.code = "import.row_width", .where = head};
    issue.where.row = row.number;
    issue.value = std::to_string(row.cells.size());
    issue.args = {{"cells", issue.value}, {"width", std::to_string(width)}};
    return issue;
}

std::optional<SheetHead> find_head(
    const std::vector<SheetRow>& top,
    const std::vector<CellRange>& merged,
    const HeadScore& score
) {
    const HeadGrid grid(top, merged);
    std::optional<SheetHead> best;
    int best_score = 0;
    for (std::size_t depth = 1; depth <= kDeepestHead; ++depth)
        for (std::size_t first = 0; first + depth <= top.size(); ++first) {
            SheetHead head = head_between(top, grid, first, first + depth - 1, merged.empty());
            const int reached = score(head.columns);
            if (reached <= best_score)
                continue;
            best_score = reached;
            best = std::move(head);
        }
    return best;
}

std::string_view cell_text(const SheetRow& row, int column) {
    const auto index = static_cast<std::size_t>(column - 1);
    return column >= 1 && index < row.cells.size() ? trimmed(row.cells[index].text)
                                                   : std::string_view();
}

bool is_blank(const SheetRow& row) {
    return std::ranges::all_of(row.cells, [](const Cell& cell) {
        return cell.kind == CellKind::empty || trimmed(cell.text).empty();
    });
}

}  // namespace junheng
