// SPDX-License-Identifier: Apache-2.0
#include "io/report/zip_writer.h"

#include <memory>

#include <zip.h>

namespace junheng {
namespace {

/// 1980-01-01, the first day that the format knows.
constexpr zip_uint16_t kFirstDay = 0x21;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

tl::unexpected<Error> unwritable(const std::filesystem::path& file, std::string reason) {
    return failure(
        ErrorKind::unavailable,
        "file.unwritable",
        {{"reason", std::move(reason)}},
        {.file = file.string()}
    );
}

bool add(zip_t* archive, const std::string& name, const std::string& content) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (source == nullptr)
        return false;
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kFirstDay, 0) == 0;
}

}  // namespace

Result<void> write_zip(const ZipParts& parts, const std::filesystem::path& file) {
    int fault = 0;
    // libzip writes to a file beside it and renames that when all went well.
    Archive archive(zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &fault));
    if (archive == nullptr)
        return unwritable(file, "open");
    for (const auto& [name, content] : parts)
        if (!add(archive.get(), name, content))
            return unwritable(file, zip_strerror(archive.get()));
    if (zip_close(archive.get()) != 0)
        return unwritable(file, zip_strerror(archive.get()));
    archive.release();
    return {};
}

}  // namespace junheng
