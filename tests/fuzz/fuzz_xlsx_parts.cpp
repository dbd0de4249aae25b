// SPDX-License-Identifier: Apache-2.0
// Parts of an xlsx, divided by NUL bytes, in a sound zip: worksheet, shared texts, styles,
// workbook, its relations.
#include <zip.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "fuzz_file.h"

namespace {

constexpr std::array<std::pair<const char*, std::string_view>, 5> kParts = {{
    {"xl/worksheets/sheet1.xml", "<worksheet/>"},
    {"xl/sharedStrings.xml", "<sst/>"},
    {"xl/styles.xml", "<styleSheet/>"},
    {"xl/workbook.xml", R"(<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>)"},
    {"xl/_rels/workbook.xml.rels",
     R"(<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>)"
     R"(<Relationship Id="r2" Type="t/sharedStrings" Target="sharedStrings.xml"/>)"
     R"(<Relationship Id="r3" Type="t/styles" Target="styles.xml"/></Relationships>)"},
}};

void add(zip_t* archive, const char* name, std::string_view content) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto index = zip_file_add(archive, name, source, 0);
    if (index < 0 ||
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) != 0)
        std::abort();
}

std::string_view next_part(std::string_view& rest) {
    const auto end = rest.find('\0');
    const auto part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string file = "/dev/shm/junheng-fuzz-" + std::to_string(::getpid()) + ".xlsx";
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (archive == nullptr)
        std::abort();
    for (const auto& [name, usual] : kParts) {
        const auto given = next_part(rest);
        add(archive, name, given.empty() ? usual : given);
    }
    if (zip_close(archive) != 0)
        std::abort();
    junheng::open_and_read(file);
    std::filesystem::remove(file);
    return 0;
}
