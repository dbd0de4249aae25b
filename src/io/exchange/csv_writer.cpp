// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/csv_writer.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace junheng {
namespace {

bool needs_quotes(std::string_view field, char separator) {
    if (field.find_first_of("\"\r\n") != std::string_view::npos ||
        field.find(separator) != std::string_view::npos)
        return true;
    // Readers of ours and others drop outer blanks of bare fields.
    return !field.empty() && (field.front() == ' ' || field.back() == ' ');
}

void append_quoted(std::string& line, std::string_view field) {
    line += '"';
    for (const char c : field) line.append(c == '"' ? 2 : 1, c);
    line += '"';
}

/// Why the stream failed. The system tells it once: ask before anything else is called.
std::error_code fault_of(const std::ofstream& out) {
    if (out)
        return {};
    return {errno == 0 ? EIO : errno, std::generic_category()};
}

}  // namespace

CsvWriter::CsvWriter(std::ostream& out, CsvStyle style) : out_(out), style_(style) {
    if (style_.mark)
        out_ << "\xEF\xBB\xBF";
}

template <class Text>
void CsvWriter::write(std::span<const Text> fields) {
    line_.clear();
    for (const auto& field : fields) {
        if (&field != fields.data())
            line_ += style_.separator;
        if (needs_quotes(field, style_.separator))
            append_quoted(line_, field);
        else
            line_ += field;
    }
    // A lone empty field would be a blank line, which readers skip.
    if (fields.size() == 1 && line_.empty())
        line_ = "\"\"";
    line_ += style_.carriage_returns ? "\r\n" : "\n";
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
}

template void CsvWriter::write(std::span<const std::string>);
template void CsvWriter::write(std::span<const std::string_view>);

Result<void> write_csv(
    const std::filesystem::path& file,
    const std::function<void(CsvWriter&)>& write_rows,
    CsvStyle style
) {
    const std::filesystem::path part = file.string() + ".part";
    errno = 0;
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    std::error_code fault = fault_of(out);
    if (!fault) {
        CsvWriter writer(out, style);
        write_rows(writer);
        out.close();
        fault = fault_of(out);
    }
    if (!fault)
        std::filesystem::rename(part, file, fault);
    if (!fault)
        return {};
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    return failure(
        ErrorKind::unavailable,
        "file.unwritable",
        {{"reason", fault.message()}},
        {.file = file.string()}
    );
}

}  // namespace junheng
