// SPDX-License-Identifier: Apache-2.0
/// Tables as csv: UTF-8, quoted only where needed, the same bytes for the same rows.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace junheng {

struct CsvStyle {
    char separator = ',';
    bool mark =
        false;  // byte order mark: Excel needs it to open the file as UTF-8 by a double click
    bool carriage_returns = false;  // RFC 4180 asks for CR LF; tools and diffs are happier with LF
};

/// Source: RFC 4180. The stream must outlive the writer; its state tells failure.
class CsvWriter {
public:
    explicit CsvWriter(std::ostream& out, CsvStyle style = {});

    void row(std::span<const std::string> fields) { write(fields); }
    void row(std::span<const std::string_view> fields) { write(fields); }
    void row(std::initializer_list<std::string_view> fields) {
        write(std::span(fields.begin(), fields.size()));
    }

private:
    template <class Text>
    void write(std::span<const Text> fields);

    std::ostream& out_;
    CsvStyle style_;
    std::string line_;
};

/// The file appears under its name only when whole. Errors: file.unwritable.
Result<void> write_csv(
    const std::filesystem::path& file,
    const std::function<void(CsvWriter&)>& write_rows,
    CsvStyle style = {}
);

}  // namespace junheng
