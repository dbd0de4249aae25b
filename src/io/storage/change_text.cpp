// SPDX-License-Identifier: Apache-2.0
#include "io/storage/change_text.h"

#include <fmt/format.h>

#include "io/storage/json_scanner.h"

namespace junheng {
namespace {

// The form of a change in a list: which fields stand there.
constexpr std::string_view kAdded = "added";
constexpr std::string_view kRemoved = "removed";
constexpr std::string_view kSet = "set";

template <class... Cases>
struct overloaded : Cases... {
    using Cases::operator()...;
};

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += {'\\', c};
        else if (static_cast<unsigned char>(c) < ' ')
            result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            result += c;
    }
    return result += '"';
}

std::string real_text(double value) {
    std::string text = fmt::format("{}", value);
    // A whole number must still come back as a real one.
    if (text.find_first_of(".en") == std::string::npos)
        text += ".0";
    return text;
}

std::string change_text(const Change& change) {
    const auto table = quoted(table_spec(table_of(change)).name);
    return std::visit(
        overloaded{
            [&](const RowAdded& c) {
                return fmt::format("[{},\"{}\",{}]", table, kAdded, row_text(c.row));
            },
            [&](const RowRemoved& c) {
                return fmt::format("[{},\"{}\",{}]", table, kRemoved, row_text(c.row));
            },
            [&](const CellSet& c) {
                const auto field = quoted(table_spec(c.table).fields[c.field].name);
                return fmt::format(
                    "[{},\"{}\",{},{},{},{}]",
                    table,
                    kSet,
                    row_text(c.key),
                    field,
                    value_text(c.before),
                    value_text(c.after)
                );
            }},
        change
    );
}

tl::unexpected<Error> damaged() {
    return failure(ErrorKind::internal, "store.text_damaged");
}

Row scan_row(JsonScanner& scanner) {
    Row row;
    scanner.list([&] { row.push_back(scanner.value()); });
    return row;
}

std::optional<Change> scan_cell(JsonScanner& scanner, TableId table) {
    CellSet cell{.table = table, .key = scan_row(scanner), .field = 0, .before = {}, .after = {}};
    scanner.expect(",");
    const auto field = field_by_name(table_spec(table), scanner.text());
    scanner.expect(",");
    cell.before = scanner.value();
    scanner.expect(",");
    cell.after = scanner.value();
    if (!field)
        return std::nullopt;
    cell.field = *field;
    return cell;
}

std::optional<Change> scan_change(JsonScanner& scanner) {
    scanner.expect("[");
    const auto table = table_by_name(scanner.text());
    scanner.expect(",");
    const std::string form = scanner.text();
    scanner.expect(",");
    if (!table)
        return std::nullopt;
    std::optional<Change> change;
    if (form == kAdded)
        change = RowAdded{*table, scan_row(scanner)};
    else if (form == kRemoved)
        change = RowRemoved{*table, scan_row(scanner)};
    else if (form == kSet)
        change = scan_cell(scanner, *table);
    scanner.expect("]");
    return change;
}

template <class T, class Scan>
Result<T> whole_text(std::string_view text, Scan&& scan) {
    JsonScanner scanner(text);
    T result = scan(scanner);
    if (scanner.failed() || !scanner.at_end())
        return damaged();
    return result;
}

}  // namespace

std::string value_text(const Value& value) {
    return std::visit(
        overloaded{
            [](Missing reason) -> std::string {
                if (reason == Missing::not_reported)
                    return "null";
                return fmt::format("{{\"missing\":\"{}\"}}", name(reason));
            },
            [](std::int64_t number) { return std::to_string(number); },
            [](double number) { return real_text(number); },
            [](const std::string& text) { return quoted(text); }},
        value
    );
}

std::string row_text(const Row& row) {
    std::string text = "[";
    for (const Value& value : row) text += (text.size() == 1 ? "" : ",") + value_text(value);
    return text += ']';
}

std::string rows_text(const std::vector<Row>& rows) {
    std::string text = "[";
    for (const Row& row : rows) text += (text.size() == 1 ? "" : ",") + row_text(row);
    return text += ']';
}

std::string changes_text(const Changes& changes) {
    std::string text = "[";
    for (const Change& change : changes)
        text += (text.size() == 1 ? "" : ",") + change_text(change);
    return text += ']';
}

Result<Value> parse_value_text(std::string_view text) {
    return whole_text<Value>(text, [](JsonScanner& scanner) { return scanner.value(); });
}

Result<Row> parse_row_text(std::string_view text) {
    return whole_text<Row>(text, scan_row);
}

Row grown(TableId table, Row row) {
    const std::size_t fields = table_spec(table).fields.size();
    if (row.size() < fields)
        row.resize(fields, Missing::not_reported);
    return row;
}

Result<std::vector<Row>> parse_rows_text(std::string_view text) {
    return whole_text<std::vector<Row>>(text, [](JsonScanner& scanner) {
        std::vector<Row> rows;
        scanner.list([&] { rows.push_back(scan_row(scanner)); });
        return rows;
    });
}

Result<Changes> parse_changes_text(std::string_view text) {
    bool known = true;
    auto changes = whole_text<Changes>(text, [&](JsonScanner& scanner) {
        Changes result;
        scanner.list([&] {
            if (auto change = scan_change(scanner))
                result.push_back(std::move(*change));
            else
                known = false;
        });
        return result;
    });
    if (!known)
        return damaged();
    return changes;
}

Value normalised(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && text->empty() ? Value(Missing::not_reported) : value;
}

Row normalised(const Row& row) {
    Row result;
    result.reserve(row.size());
    for (const Value& value : row) result.push_back(normalised(value));
    return result;
}

}  // namespace junheng
