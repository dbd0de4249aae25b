// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/sheet.h"

#include <fstream>
#include <string_view>

#include "io/exchange/csv_reader.h"
#include "io/exchange/csv_text.h"
#include "io/exchange/xls_reader.h"
#include "io/exchange/xlsx_reader.h"

namespace junheng {
namespace {

constexpr std::size_t kFirstBytes = std::size_t{1} << 16U;
constexpr std::string_view kZipMagic = "PK\x03\x04";
constexpr std::string_view kOleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

tl::unexpected<Error> refused(
    ErrorKind kind,
    const char* code,
    const std::filesystem::path& file,
    Args args = {}
) {
    return failure(kind, code, std::move(args), {.file = file.string()});
}

Result<std::string> first_bytes(const std::filesystem::path& file) {
    std::error_code fault;
    const auto status = std::filesystem::status(file, fault);
    if (!std::filesystem::exists(status))
        return refused(ErrorKind::unavailable, "file.not_found", file);
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(kFirstBytes, '\0');
    if (!std::filesystem::is_regular_file(status) || !stream)
        return refused(ErrorKind::unavailable, "file.unreadable", file);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad())
        return refused(ErrorKind::unavailable, "file.unreadable", file);
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

bool holds_nothing(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        bytes.remove_prefix(2);
    return bytes.size() < kFirstBytes &&
           bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

Result<std::unique_ptr<Workbook>> open_workbook(
    const std::filesystem::path& file,
    const SheetLimits& limits
) {
    const auto bytes = first_bytes(file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (holds_nothing(*bytes))
        return refused(ErrorKind::data, "sheet.empty_file", file);
    const bool zip = bytes->starts_with(kZipMagic);
    const bool ole = bytes->starts_with(kOleMagic);
    if (!zip && !ole && !reads_as_text(*bytes))
        return refused(ErrorKind::data, "sheet.unknown_form", file);
    std::error_code fault;
    if (const auto size = std::filesystem::file_size(file, fault); size > limits.file_bytes)
        return refused(
            ErrorKind::data, "sheet.too_large", file, {{"reason", std::to_string(size)}}
        );
    return zip ? open_xlsx(file, limits) : ole ? open_xls(file, limits) : open_csv(file, limits);
}

}  // namespace junheng
