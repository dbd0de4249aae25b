// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/csv_reader.h"

#include <optional>
#include <string_view>

#include "io/exchange/csv_parser.h"
#include "io/exchange/csv_text.h"

namespace junheng {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 16U;

/// Excel's own first line "sep=;" names the separator and is no row.
std::optional<char> named_separator(std::string_view text) {
    constexpr std::string_view kPrefix = "sep=";
    const bool named = text.starts_with(kPrefix) && text.size() > kPrefix.size() + 1;
    const std::string_view mark = named ? text.substr(kPrefix.size(), 1) : "";
    const bool ends =
        named && (text[kPrefix.size() + 1] == '\n' || text[kPrefix.size() + 1] == '\r');
    if (!ends || mark.find_first_of(",;\t") == std::string_view::npos)
        return std::nullopt;
    return mark.front();
}

std::string_view after_first_line(std::string_view text) {
    const auto end = text.find('\n');
    return end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
}

class CsvWorkbook final : public Workbook {
public:
    CsvWorkbook(std::filesystem::path file, TextForm form, const SheetLimits& limits)
        : file_(std::move(file)), form_(form), limits_(limits) {}

    const std::vector<std::string>& sheets() const override { return sheets_; }

    Result<void> read(std::size_t /*sheet*/, const RowSink& sink) override {
        auto source = TextSource::open(file_, form_);
        if (!source)
            return tl::unexpected(source.error());
        auto first = source->next();
        if (!first)
            return tl::unexpected(first.error());
        const auto named = named_separator(*first);
        const std::string_view text = named ? after_first_line(*first) : *first;
        CsvParser parser(
            named ? *named : sniff_separator(text.substr(0, kSampleBytes)), limits_, sink
        );
        return parse(*source, parser, text);
    }

private:
    Result<void> parse(TextSource& source, CsvParser& parser, std::string_view text) const {
        for (;;) {
            const auto more = text.empty() ? parser.finish() : parser.feed(text);
            if (!more)
                return placed(more.error(), parser);
            if (!*more || text.empty())
                return {};
            const auto next = source.next();
            if (!next)
                return placed(next.error(), parser);
            text = *next;
        }
    }

    tl::unexpected<Error> placed(Error error, const CsvParser& parser) const {
        error.where.file = file_.string();
        if (error.where.row == 0)
            error.where.row = parser.row();
        return tl::unexpected(std::move(error));
    }

    std::filesystem::path file_;
    TextForm form_;
    SheetLimits limits_;
    std::vector<std::string> sheets_{""};
};

}  // namespace

Result<std::unique_ptr<Workbook>> open_csv(
    const std::filesystem::path& file,
    const SheetLimits& limits
) {
    const auto form = detect_text_form(file);
    if (!form)
        return tl::unexpected(form.error());
    return std::make_unique<CsvWorkbook>(file, *form, limits);
}

}  // namespace junheng
