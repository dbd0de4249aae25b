// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xls_reader.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <span>

#include "io/exchange/xls_ole.h"
#include "io/exchange/xls_records.h"

namespace junheng {
namespace {

constexpr std::uint64_t kLargestXls = std::uint64_t{256} << 20U;

tl::unexpected<Error> data_failure(
    const char* code,
    const std::filesystem::path& file,
    std::string reason = {}
) {
    Args args;
    if (!reason.empty())
        args.emplace_back("reason", std::move(reason));
    return failure(ErrorKind::data, code, std::move(args), {.file = file.string()});
}

std::string lower_extension(const std::filesystem::path& file) {
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return extension;
}

std::string whole_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The cells at the front that share a row.
std::span<const XlsCell> first_row(std::span<const XlsCell> cells) {
    const auto end =
        std::ranges::find_if(cells, [&](const XlsCell& c) { return c.row != cells.front().row; });
    return cells.first(static_cast<std::size_t>(end - cells.begin()));
}

/// Fills the row; false when all its cells are empty.
bool fill(SheetRow& row, std::span<const XlsCell> cells) {
    row.number = cells.front().row + 1;
    row.cells.clear();
    row.cells.resize(static_cast<std::size_t>(cells.back().column) + 1);
    for (const XlsCell& found : cells)
        row.cells[static_cast<std::size_t>(found.column)] = found.cell;
    return std::ranges::any_of(row.cells, [](const Cell& c) { return c.kind != CellKind::empty; });
}

class XlsWorkbook final : public Workbook {
public:
    XlsWorkbook(std::filesystem::path file, XlsRecords records)
        : file_(std::move(file)), records_(std::move(records)) {}

    const std::vector<std::string>& sheets() const override { return records_.names(); }
    bool hidden(std::size_t sheet) const override { return records_.hidden(sheet); }

    Result<void> read(std::size_t sheet, const RowSink& sink) override {
        const auto found = sheet_of(sheet);
        if (!found)
            return tl::unexpected(found.error());
        SheetRow row;
        for (std::span<const XlsCell> rest = found->cells; !rest.empty();) {
            const auto here = first_row(rest);
            rest = rest.subspan(here.size());
            if (fill(row, here) && !sink(row))
                break;
        }
        return {};
    }

    Result<std::vector<CellRange>> merged(std::size_t sheet) override {
        auto found = sheet_of(sheet);
        if (!found)
            return tl::unexpected(found.error());
        return std::move(found->merged);
    }

private:
    Result<XlsSheet> sheet_of(std::size_t sheet) const {
        auto found = records_.read(sheet);
        if (!found) {
            found.error().where.file = file_.string();
            found.error().where.sheet = records_.names().at(sheet);
        }
        return found;
    }

    std::filesystem::path file_;
    XlsRecords records_;
};

}  // namespace

Result<std::unique_ptr<Workbook>> open_xls(
    const std::filesystem::path& file,
    const SheetLimits& limits
) {
    if (lower_extension(file) == ".et")
        return data_failure("sheet.wps_et", file);
    std::error_code ignored;
    if (const auto size = std::filesystem::file_size(file, ignored);
        size > std::min(limits.file_bytes, kLargestXls))
        return data_failure("sheet.too_large", file, std::to_string(size));
    const std::string bytes = whole_file(file);
    const OleFile ole(bytes);
    if (ole.stream("EncryptedPackage"))
        return data_failure("sheet.encrypted", file);
    auto stream = ole.stream("Workbook");
    if (!stream)
        stream = ole.stream("Book");
    if (!stream)
        return data_failure("sheet.unknown_form", file);
    auto records = XlsRecords::open(std::move(*stream));
    if (!records)
        return data_failure("sheet.broken", file, "xls");
    if (records->encrypted())
        return data_failure("sheet.encrypted", file);
    return std::make_unique<XlsWorkbook>(file, std::move(*records));
}

}  // namespace junheng
