// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xls_records.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "io/exchange/xls_ole.h"
#include "io/exchange/xls_texts.h"

namespace junheng {
namespace {

enum RecordId : unsigned {
    kFormula = 0x0006,
    kEnd = 0x000A,
    kDateMode = 0x0022,
    kFilePass = 0x002F,
    kContinue = 0x003C,
    kBoundSheet = 0x0085,
    kMulRk = 0x00BD,
    kRichLabel = 0x00D6,
    kXf = 0x00E0,
    kMergedCells = 0x00E5,
    kSharedTexts = 0x00FC,
    kSharedLabel = 0x00FD,
    kNumber = 0x0203,
    kLabel = 0x0204,
    kBoolErr = 0x0205,
    kString = 0x0207,
    kRk = 0x027E,
    kFormat = 0x041E,
    kBegin = 0x0809
};

constexpr std::size_t kCellHead = 6;  // row, column, style
constexpr std::size_t kMostCells = 8'000'000;

struct Record {
    unsigned id = 0;
    std::string_view data;
};

std::optional<Record> next_record(std::string_view stream, std::size_t& at) {
    constexpr std::size_t kHead = 4;
    if (at + kHead > stream.size())
        return std::nullopt;
    const std::size_t size = little_16(stream, at + 2);
    const Record record{little_16(stream, at), stream.substr(at + kHead, size)};
    at += kHead + size;
    return record;
}

unsigned byte_at(std::string_view data, std::size_t at) {
    return at < data.size() ? static_cast<unsigned char>(data[at]) : 0;
}

std::string_view from(std::string_view data, std::size_t at) {
    return data.substr(std::min(at, data.size()));
}

double double_at(std::string_view data, std::size_t at) {
    return std::bit_cast<double>(
        little_32(data, at) | std::uint64_t{little_32(data, at + 4)} << 32U
    );
}

/// A number packed into 30 bits: whole or the top of a double, perhaps in hundredths.
double unpacked_rk(std::uint32_t rk) {
    constexpr double kHundred = 100;
    const double value = (rk & 2U) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                        : std::bit_cast<double>(std::uint64_t{rk & ~3U} << 32U);
    return (rk & 1U) != 0 ? value / kHundred : value;
}

const char* error_word(unsigned code) {
    switch (code) {
        case 0x00:
            return "#NULL!";
        case 0x07:
            return "#DIV/0!";
        case 0x0F:
            return "#VALUE!";
        case 0x17:
            return "#REF!";
        case 0x1D:
            return "#NAME?";
        case 0x24:
            return "#NUM!";
        default:
            return "#N/A";
    }
}

Cell truth_or_error(unsigned value, bool error) {
    return error ? Cell{CellKind::fault, error_word(value)}
                 : Cell{CellKind::boolean, value != 0 ? "1" : "0"};
}

}  // namespace

std::optional<XlsRecords> XlsRecords::open(std::string stream) {
    constexpr unsigned kBiff5 = 0x0500;
    constexpr unsigned kBiff8 = 0x0600;
    const unsigned version = little_16(stream, 4);
    if (little_16(stream, 0) != kBegin || (version != kBiff5 && version != kBiff8))
        return std::nullopt;
    XlsRecords records;
    records.stream_ = std::move(stream);
    records.biff8_ = version == kBiff8;
    records.read_globals();
    return records;
}

void XlsRecords::read_globals() {
    std::vector<std::string_view> texts;
    bool in_texts = false;
    std::size_t at = 0;
    while (const auto record = next_record(stream_, at)) {
        if (record->id == kEnd)
            break;
        in_texts = record->id == kSharedTexts || (in_texts && record->id == kContinue);
        if (in_texts)
            texts.push_back(record->data);
        else
            take_global(record->id, record->data);
    }
    if (!encrypted_)
        texts_ = read_xls_shared_texts(texts);
}

void XlsRecords::take_global(unsigned id, std::string_view data) {
    constexpr std::size_t kTypeAt = 5;
    constexpr std::size_t kNameAt = 6;
    switch (id) {
        case kFilePass:
            encrypted_ = true;
            break;
        case kDateMode:
            since_1904_ = little_16(data, 0) == 1;
            break;
        case kXf:
            styles_.push_back(little_16(data, 2));
            break;
        case kFormat:
            own_formats_.emplace_back(
                little_16(data, 0), form_of_format_code(xls_text(from(data, 2), biff8_, !biff8_))
            );
            break;
        case kBoundSheet:
            if (byte_at(data, kTypeAt) != 0)
                break;  // charts and macros hold no rows
            names_.push_back(xls_text(from(data, kNameAt), biff8_, true));
            places_.push_back({little_32(data, 0), (byte_at(data, 4) & 3U) != 0});
            break;
        default:
            break;
    }
}

NumberForm XlsRecords::form(unsigned style) const {
    if (style >= styles_.size())
        return NumberForm::plain;
    const unsigned id = styles_[style];
    const auto own = std::ranges::find(own_formats_, id, &std::pair<unsigned, NumberForm>::first);
    return own == own_formats_.end() ? form_of_format_id(static_cast<int>(id)) : own->second;
}

/// One pass over the records of a sheet.
class XlsSheetPass {
public:
    explicit XlsSheetPass(const XlsRecords& book) : book_(book) {}

    void take(const Record& record) {
        const std::string_view data = record.data;
        switch (record.id) {
            case kFormula:
                take_formula(data);
                break;
            case kString:
                take_result_text(data);
                break;
            case kBoolErr:
                add(data,
                    truth_or_error(byte_at(data, kCellHead), byte_at(data, kCellHead + 1) != 0));
                break;
            case kNumber:
                add(data, number_cell(little_16(data, 4), double_at(data, kCellHead)));
                break;
            case kRk:
                add(data, number_cell(little_16(data, 4), unpacked_rk(little_32(data, kCellHead))));
                break;
            case kMulRk:
                take_many(data);
                break;
            case kSharedLabel:
                take_shared(data);
                break;
            case kLabel:
            case kRichLabel:
                add(data, text_cell_of(xls_text(from(data, kCellHead), book_.biff8_)));
                break;
            case kMergedCells:
                take_merged(data);
                break;
            default:
                break;
        }
    }

    bool broken() const { return broken_; }
    bool too_large() const { return found_.cells.size() > kMostCells; }

    XlsSheet finished() {
        std::ranges::stable_sort(found_.cells, {}, [](const XlsCell& c) {
            return std::pair(c.row, c.column);
        });
        return std::move(found_);
    }

private:
    void add(std::string_view data, Cell cell) {
        add(little_16(data, 0), little_16(data, 2), std::move(cell));
    }
    void add(int row, int column, Cell cell) {
        if (column < SheetLimits{}.columns)
            found_.cells.push_back({row, column, std::move(cell)});
    }

    Cell number_cell(unsigned style, double value) const {
        const NumberForm form = book_.form(style);
        const auto date =
            form == NumberForm::date ? date_of_serial(value, book_.since_1904_) : std::nullopt;
        if (date)
            return {CellKind::date, to_text(*date)};
        return {
            form == NumberForm::percent ? CellKind::percent : CellKind::number,
            sheet_number(value)};
    }

    static Cell text_cell_of(std::string text) {
        return {text.empty() ? CellKind::empty : CellKind::text, std::move(text)};
    }

    void take_shared(std::string_view data) {
        const std::size_t index = little_32(data, kCellHead);
        broken_ = broken_ || index >= book_.texts_.size();
        if (!broken_)
            add(data, text_cell_of(std::string(book_.texts_.at(index))));
    }

    void take_many(std::string_view data) {
        constexpr std::size_t kEach = 6;
        const int row = little_16(data, 0);
        int column = little_16(data, 2);
        for (std::size_t at = 4; at + kEach + 2 <= data.size(); at += kEach, ++column)
            add(row, column, number_cell(little_16(data, at), unpacked_rk(little_32(data, at + 2)))
            );
    }

    void take_formula(std::string_view data) {
        constexpr unsigned kNoNumber = 0xFFFF;
        constexpr std::size_t kResultAt = 6;
        if (little_16(data, kResultAt + 6) != kNoNumber)
            return add(data, number_cell(little_16(data, 4), double_at(data, kResultAt)));
        const unsigned value = byte_at(data, kResultAt + 2);
        switch (byte_at(data, kResultAt)) {
            case 0:
                text_pending_ = true;
                return add(data, {});  // the text follows in a record of its own
            case 1:
                return add(data, truth_or_error(value, false));
            case 2:
                return add(data, truth_or_error(value, true));
            default:
                return add(data, {});
        }
    }

    void take_result_text(std::string_view data) {
        if (!text_pending_ || found_.cells.empty())
            return;
        text_pending_ = false;
        found_.cells.back().cell = text_cell_of(xls_text(data, book_.biff8_));
    }

    void take_merged(std::string_view data) {
        constexpr std::size_t kEach = 8;
        for (std::size_t at = 2; at + kEach <= data.size(); at += kEach)
            found_.merged.push_back(
                {little_16(data, at) + 1,
                 little_16(data, at + 4) + 1,
                 little_16(data, at + 2) + 1,
                 little_16(data, at + 6) + 1}
            );
    }

    const XlsRecords& book_;
    XlsSheet found_;
    bool text_pending_ = false;
    bool broken_ = false;
};

Result<XlsSheet> XlsRecords::read(std::size_t sheet) const {
    XlsSheetPass pass(*this);
    std::size_t at = places_.at(sheet).offset;
    int depth = 0;  // charts inside a sheet bring a beginning and an end of their own
    while (const auto record = next_record(stream_, at)) {
        depth += record->id == kBegin ? 1 : record->id == kEnd ? -1 : 0;
        if (depth == 1)
            pass.take(*record);
        if (pass.too_large())
            return failure(ErrorKind::data, "sheet.too_large", {{"reason", "xls cells"}});
        if (depth <= 0 || pass.broken())
            break;
    }
    // A sheet that never came to its end has lost rows.
    if (depth != 0 || at <= places_.at(sheet).offset + kCellHead || pass.broken())
        return failure(ErrorKind::data, "sheet.broken", {{"reason", "xls records"}});
    return pass.finished();
}

}  // namespace junheng
