// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xlsx_zip.h"

#include <zip.h>

namespace junheng {
namespace {

// Below this size a high ratio harms nobody, and small sheets of equal cells do reach it.
constexpr std::uint64_t kRatioMattersFrom = std::uint64_t{10} << 20U;

tl::unexpected<Error> data_failure(const char* code, const std::string& file, std::string reason) {
    return failure(ErrorKind::data, code, {{"reason", std::move(reason)}}, {.file = file});
}

std::string open_fault(int code) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    return reason;
}

Result<void> check_size(
    std::uint64_t unpacked,
    std::uint64_t packed,
    const SheetLimits& limits,
    const std::string& file,
    const std::string& part
) {
    if (unpacked > kRatioMattersFrom && unpacked / limits.pack_ratio > packed)
        return data_failure("sheet.zip_bomb", file, part);
    if (unpacked > limits.unpacked_bytes)
        return data_failure("sheet.too_large", file, part);
    return {};
}

}  // namespace

void ZipPart::Close::operator()(zip_file* part) const {
    zip_fclose(part);
}

void ZipFile::Close::operator()(zip* archive) const {
    zip_discard(archive);
}

Result<std::size_t> ZipPart::read(std::span<char> buffer) {
    const auto got = zip_fread(part_.get(), buffer.data(), buffer.size());
    if (got < 0)
        return data_failure(
            "sheet.broken", file_name_, name_ + ": " + zip_file_strerror(part_.get())
        );
    // The declared size may lie: what counts is what came out.
    unpacked_bytes_ += static_cast<std::uint64_t>(got);
    if (const auto sized = check_size(unpacked_bytes_, packed_bytes_, limits_, file_name_, name_);
        !sized)
        return tl::unexpected(sized.error());
    return static_cast<std::size_t>(got);
}

Result<ZipFile> ZipFile::open(const std::filesystem::path& file, const SheetLimits& limits) {
    int fault = 0;
    ZipFile result;
    result.archive_.reset(zip_open(file.c_str(), ZIP_RDONLY, &fault));
    if (!result.archive_)
        return data_failure("sheet.broken", file.string(), "zip: " + open_fault(fault));
    const auto entries = zip_get_num_entries(result.archive_.get(), 0);
    if (entries < 0 || static_cast<std::uint64_t>(entries) > limits.zip_entries)
        return data_failure("sheet.zip_bomb", file.string(), std::to_string(entries));
    result.file_ = file;
    result.limits_ = limits;
    return result;
}

bool ZipFile::has(std::string_view name) const {
    return zip_name_locate(archive_.get(), std::string(name).c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<ZipPart> ZipFile::part(std::string_view name) const {
    ZipPart part;
    part.name_ = name;
    part.file_name_ = file_.string();
    part.limits_ = limits_;
    zip_stat_t stat;
    if (zip_stat(archive_.get(), part.name_.c_str(), ZIP_FL_NOCASE, &stat) != 0)
        return data_failure("sheet.broken", part.file_name_, "zip: no " + part.name_);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return data_failure("sheet.encrypted", part.file_name_, part.name_);
    part.packed_bytes_ = stat.comp_size;
    if (const auto sized =
            check_size(stat.size, stat.comp_size, limits_, part.file_name_, part.name_);
        !sized)
        return tl::unexpected(sized.error());
    part.part_.reset(zip_fopen_index(archive_.get(), stat.index, 0));
    if (!part.part_)
        return data_failure(
            "sheet.broken", part.file_name_, part.name_ + ": " + zip_strerror(archive_.get())
        );
    return part;
}

}  // namespace junheng
