// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/tables_export.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "io/exchange/csv_writer.h"
#include "io/exchange/formula_guard.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

/// Tables whose published order of columns is not that of their fields, which put the key first.
constexpr std::array<std::string_view, 4> kCountyOrder{"key", "value", "unit", "period"};

/// Where files wait until the last of them is whole, so that a full disk leaves the old ones.
constexpr std::string_view kPart = ".part";

/// Numbers keep their sign; what people typed may be anything.
std::string exported_text(const FieldSpec& field, const Value& value) {
    const bool typed = field.type == FieldType::text || field.type == FieldType::code;
    std::string text = to_text(field, value);
    return typed ? guarded_text(std::move(text)) : text;
}

void write_table(CsvWriter& out, const Snapshot& snapshot, TableId table) {
    const TableSpec& spec = table_spec(table);
    const auto order = export_order(table);
    std::vector<std::string> cells;
    for (const std::size_t field : order) cells.emplace_back(spec.fields[field].name);
    out.row(std::span<const std::string>(cells));
    for (std::size_t i = 0; i < row_count(snapshot, table); ++i) {
        cells.clear();
        for (const std::size_t field : order)
            cells.push_back(exported_text(spec.fields[field], cell_at(snapshot, table, i, field)));
        out.row(std::span<const std::string>(cells));
    }
}

void write_about(CsvWriter& out, const Snapshot& snapshot, const std::string& mark) {
    out.row({"key", "value"});
    out.row({"school_year", std::to_string(snapshot.year.start)});
    if (!mark.empty())
        out.row({"exported", guarded_text(mark)});
}

tl::unexpected<Error> unwritable(const fs::path& place, const std::error_code& fault) {
    return failure(
        ErrorKind::unavailable,
        "file.unwritable",
        {{"file", place.filename().string()}, {"reason", fault.message()}}
    );
}

Result<void> write_all(const Snapshot& snapshot, const fs::path& folder, const std::string& mark) {
    for (const TableId table : all_tables()) {
        const fs::path file = folder / (std::string(table_spec(table).name) + ".csv");
        const auto done =
            write_csv(file, [&](CsvWriter& out) { write_table(out, snapshot, table); });
        if (!done)
            return done;
    }
    return write_csv(folder / "about.csv", [&](CsvWriter& out) {
        write_about(out, snapshot, mark);
    });
}

Result<void> move_all(const fs::path& from, const fs::path& to) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(from)) files.push_back(entry.path());
    for (const fs::path& file : files) {
        std::error_code fault;
        fs::rename(file, to / file.filename(), fault);
        if (fault)
            return unwritable(to / file.filename(), fault);
    }
    return {};
}

}  // namespace

std::vector<std::size_t> export_order(TableId table) {
    const TableSpec& spec = table_spec(table);
    std::vector<std::size_t> order(spec.fields.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (table == TableId::county)
        std::ranges::transform(kCountyOrder, order.begin(), [&](std::string_view name) {
            return *field_by_name(spec, name);
        });
    return order;
}

Result<void> export_tables(
    const Snapshot& snapshot,
    const fs::path& folder,
    const std::string& mark
) {
    const fs::path part = folder / kPart;
    std::error_code fault;
    fs::create_directories(part, fault);
    if (fault)
        return unwritable(folder, fault);
    auto done = write_all(snapshot, part, mark);
    if (done)
        done = move_all(part, folder);
    fs::remove_all(part, fault);
    return done;
}

}  // namespace junheng
