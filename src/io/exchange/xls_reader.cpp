// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xls_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <span>

#include <freexl.h>

#include "io/exchange/sheet_number.h"
#include "io/exchange/xls_ole.h"
#include "io/exchange/xls_records.h"

namespace junheng {
namespace {

constexpr std::uint64_t kLargestXls = std::uint64_t{256} << 20U;

struct CloseBook {
    void operator()(const void* handle) const { freexl_close(handle); }
};

using Book = std::unique_ptr<const void, CloseBook>;

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

std::string freexl_reason(int fault) {
    return "xls " + std::to_string(fault);
}

/// Names of streams stand in UTF-16 at the start of 128-byte directory entries, which are aligned
/// in the file.
bool has_stream(const std::filesystem::path& file, std::string_view name) {
    constexpr std::size_t kEntryBytes = 128;
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    std::ifstream stream(file, std::ios::binary);
    for (std::array<char, kEntryBytes> entry{}; stream.read(entry.data(), entry.size());)
        if (std::string_view(entry.data(), entry.size()).starts_with(wide))
            return true;
    return false;
}

std::string lower_extension(const std::filesystem::path& file) {
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return extension;
}

unsigned info(const Book& book, unsigned short what) {
    unsigned value = 0;
    freexl_get_info(book.get(), what, &value);
    return value;
}

Cell cell_of(const FreeXL_CellValue& value) {
    switch (value.type) {
        case FREEXL_CELL_INT:
            return {CellKind::number, std::to_string(value.value.int_value)};
        case FREEXL_CELL_DOUBLE:
            return {CellKind::number, sheet_number(value.value.double_value)};
        case FREEXL_CELL_DATE:
        case FREEXL_CELL_DATETIME:
            return {CellKind::date, std::string(value.value.text_value).substr(0, 10)};
        case FREEXL_CELL_TEXT:
        case FREEXL_CELL_SST_TEXT:
        case FREEXL_CELL_TIME: {
            const char* text = value.value.text_value;
            return text == nullptr || *text == '\0' ? Cell{} : Cell{CellKind::text, text};
        }
        default:
            return {};
    }
}

std::string whole_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The stream of records; the reader that freexl is needs the same one.
XlsRecords records_of(const std::filesystem::path& file) {
    const std::string bytes = whole_file(file);
    const OleFile ole(bytes);
    auto stream = ole.stream("Workbook");
    if (!stream)
        stream = ole.stream("Book");
    return XlsRecords(std::move(stream).value_or(""));
}

class XlsWorkbook final : public Workbook {
public:
    XlsWorkbook(std::filesystem::path file, Book book, XlsRecords records)
        : file_(std::move(file)), book_(std::move(book)), records_(std::move(records)) {
        const auto sheets = static_cast<unsigned short>(info(book_, FREEXL_BIFF_SHEET_COUNT));
        for (unsigned short i = 0; i < sheets; ++i) {
            const char* name = nullptr;
            freexl_get_worksheet_name(book_.get(), i, &name);
            names_.emplace_back(name == nullptr ? "" : name);
        }
    }

    const std::vector<std::string>& sheets() const override { return names_; }
    bool hidden(std::size_t sheet) const override { return records_.hidden(sheet); }

    Result<std::vector<CellRange>> merged(std::size_t sheet) override {
        return records_.read(sheet).merged;
    }

    Result<void> read(std::size_t sheet, const RowSink& sink) override {
        unsigned rows = 0;
        unsigned short columns = 0;
        int fault = freexl_select_active_worksheet(book_.get(), static_cast<unsigned short>(sheet));
        if (fault == FREEXL_OK)
            fault = freexl_worksheet_dimensions(book_.get(), &rows, &columns);
        if (fault != FREEXL_OK)
            return data_failure("sheet.broken", file_, freexl_reason(fault));
        hand_on(rows, columns, records_.read(sheet).cells, sink);
        return {};
    }

private:
    void hand_on(
        unsigned rows,
        unsigned short columns,
        std::span<const XlsCell> more,
        const RowSink& sink
    ) const {
        const unsigned last = more.empty() ? 0 : static_cast<unsigned>(more.back().row) + 1;
        SheetRow row;
        for (unsigned r = 0; r < std::max(rows, last); ++r) {
            fill(row, r, r < rows ? columns : static_cast<unsigned short>(0));
            const auto here = std::ranges::find_if(more, [r](const XlsCell& c) {
                return c.row != static_cast<int>(r);
            });
            lay_over(row, more.first(static_cast<std::size_t>(here - more.begin())));
            more = more.subspan(static_cast<std::size_t>(here - more.begin()));
            const bool any = std::ranges::any_of(row.cells, [](const Cell& c) {
                return c.kind != CellKind::empty;
            });
            if (any && !sink(row))
                return;
        }
    }

    void fill(SheetRow& row, unsigned r, unsigned short columns) const {
        row.number = static_cast<int>(r) + 1;
        row.cells.clear();
        for (unsigned short c = 0; c < columns; ++c) {
            FreeXL_CellValue value{};
            const int fault = freexl_get_cell_value(book_.get(), r, c, &value);
            row.cells.push_back(fault == FREEXL_OK ? cell_of(value) : Cell{});
        }
    }

    static void lay_over(SheetRow& row, std::span<const XlsCell> cells) {
        for (const auto& [number, column, cell] : cells) {
            if (row.cells.size() <= static_cast<std::size_t>(column))
                row.cells.resize(static_cast<std::size_t>(column) + 1);
            row.cells[static_cast<std::size_t>(column)] = cell;
        }
    }

    std::filesystem::path file_;
    Book book_;
    XlsRecords records_;
    std::vector<std::string> names_;
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
    if (has_stream(file, "EncryptedPackage"))
        return data_failure("sheet.encrypted", file);
    if (!has_stream(file, "Workbook") && !has_stream(file, "Book"))
        return data_failure("sheet.unknown_form", file);
    const void* handle = nullptr;
    const int fault = freexl_open(file.c_str(), &handle);
    Book book(handle);
    if (book && info(book, FREEXL_BIFF_PASSWORD) == FREEXL_BIFF_OBFUSCATED)
        return data_failure("sheet.encrypted", file);
    if (fault != FREEXL_OK || !book)
        return data_failure("sheet.broken", file, freexl_reason(fault));
    XlsRecords records = records_of(file);
    // Both must see the same sheets, or the results of formulas would go to the wrong ones.
    if (records.sheets() != info(book, FREEXL_BIFF_SHEET_COUNT))
        return data_failure("sheet.broken", file, "xls sheets");
    return std::make_unique<XlsWorkbook>(file, std::move(book), std::move(records));
}

}  // namespace junheng
