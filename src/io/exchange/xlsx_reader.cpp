// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xlsx_reader.h"

#include <map>
#include <optional>

#include "io/exchange/xlsx_book.h"
#include "io/exchange/xlsx_rows.h"

namespace junheng {
namespace {

class XlsxWorkbook final : public Workbook {
public:
    XlsxWorkbook(std::filesystem::path file, ZipFile zip, XlsxBook book, const SheetLimits& limits)
        : file_(std::move(file)), zip_(std::move(zip)), book_(std::move(book)), limits_(limits) {
        for (const XlsxSheet& sheet : book_.sheets) names_.push_back(sheet.name);
    }

    const std::vector<std::string>& sheets() const override { return names_; }
    bool hidden(std::size_t sheet) const override { return book_.sheets.at(sheet).hidden; }

    Result<void> read(std::size_t sheet, const RowSink& sink) override {
        if (const auto ready = load_context(); !ready)
            return placed(ready.error(), {});
        XlsxRowEvents events(*context_, limits_, sink);
        return read_sheet(sheet, events);
    }

    /// Merged cells stand behind the rows, so the first question reads the whole sheet; the answer
    /// is kept, for every profile asks.
    Result<std::vector<CellRange>> merged(std::size_t sheet) override {
        if (const auto known = merged_.find(sheet); known != merged_.end())
            return known->second;
        XlsxMergeEvents events;
        if (const auto done = read_sheet(sheet, events); !done)
            return tl::unexpected(done.error());
        return merged_.emplace(sheet, std::move(events.ranges)).first->second;
    }

private:
    Result<void> load_context() {
        if (context_)
            return {};
        auto texts = read_xlsx_texts(zip_, book_.texts_part, limits_);
        if (!texts)
            return tl::unexpected(texts.error());
        auto forms = read_xlsx_styles(zip_, book_.styles_part);
        if (!forms)
            return tl::unexpected(forms.error());
        context_ = XlsxContext{std::move(*texts), std::move(*forms), book_.since_1904};
        return {};
    }

    Result<void> read_sheet(std::size_t index, XmlEvents& events) const {
        const XlsxSheet& sheet = book_.sheets.at(index);
        auto part = zip_.part(sheet.part);
        if (!part)
            return placed(part.error(), sheet.name);
        if (const auto done = read_xml(*part, events); !done)
            return placed(done.error(), sheet.name);
        return {};
    }

    tl::unexpected<Error> placed(Error error, const std::string& sheet) const {
        error.where.file = file_.string();
        error.where.sheet = sheet;
        return tl::unexpected(std::move(error));
    }

    std::filesystem::path file_;
    ZipFile zip_;
    XlsxBook book_;
    SheetLimits limits_;
    std::vector<std::string> names_;
    std::optional<XlsxContext> context_;
    std::map<std::size_t, std::vector<CellRange>> merged_;
};

}  // namespace

Result<std::unique_ptr<Workbook>> open_xlsx(
    const std::filesystem::path& file,
    const SheetLimits& limits
) {
    auto zip = ZipFile::open(file, limits);
    if (!zip)
        return tl::unexpected(zip.error());
    auto book = read_xlsx_book(*zip);
    if (!book) {
        book.error().where.file = file.string();
        return tl::unexpected(book.error());
    }
    return std::make_unique<XlsxWorkbook>(file, std::move(*zip), std::move(*book), limits);
}

}  // namespace junheng
