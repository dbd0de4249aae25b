// SPDX-License-Identifier: Apache-2.0
#include "app/service/paper_type.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace junheng {
namespace {

using namespace std::string_view_literals;

constexpr auto kZip = "PK\x03\x04"sv;
constexpr auto kCompound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
/// What only office files with macros hold: a part of an archive; the name of a stream of a
/// compound file, which is written in UTF-16; the record of a presentation that says so ([MS-PPT]
/// 2.4.10 VBAInfoContainer: its head, the atom's head, any persist reference, fHasMacros = 1).
constexpr auto kMacroPart = "vbaProject.bin"sv;
constexpr auto kMacroStream = "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"sv;
constexpr auto kMacroRecord = "\x1F\x00\xFF\x03\x14\x00\x00\x00\x02\x00\x00\x04\x0C\x00\x00\x00"sv;
constexpr std::size_t kPersistReference = 4;

struct PaperKind {
    std::string_view ending;
    std::string_view media_type;
    std::string_view begin;
    std::string_view part;  // name of a part of the archive
};
constexpr std::array<PaperKind, 15> kKinds{{
    {".pdf", "application/pdf", "%PDF-", {}},
    {".ofd", "application/ofd", kZip, "OFD.xml"},
    {".png", "image/png", "\x89PNG\r\n\x1A\n"sv, {}},
    {".jpg", "image/jpeg", "\xFF\xD8\xFF"sv, {}},
    {".jpeg", "image/jpeg", "\xFF\xD8\xFF"sv, {}},
    {".tif", "image/tiff", "II*\0"sv, {}},
    {".tiff", "image/tiff", "II*\0"sv, {}},
    {".doc", "application/msword", kCompound, {}},
    {".wps", "application/vnd.ms-works", kCompound, {}},
    {".xls", "application/vnd.ms-excel", kCompound, {}},
    {".et", "application/vnd.ms-excel", kCompound, {}},
    {".ppt", "application/vnd.ms-powerpoint", kCompound, {}},
    {".docx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     kZip,
     "word/document.xml"},
    {".xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     kZip,
     "xl/workbook.xml"},
    {".pptx",
     "application/vnd.openxmlformats-officedocument.presentationml.presentation",
     kZip,
     "ppt/presentation.xml"},
}};

std::string ending_of(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos)
        return {};
    std::string ending(name.substr(dot));
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return ending;
}

bool good_name(std::string_view name) {
    return !name.starts_with('.') && std::ranges::none_of(name, [](char c) {
        return c == '/' || c == '\\' || std::iscntrl(static_cast<unsigned char>(c)) != 0;
    });
}

bool says_macros(std::string_view content) {
    for (auto at = content.find(kMacroRecord); at != std::string_view::npos;
         at = content.find(kMacroRecord, at + 1)) {
        const std::size_t flag = at + kMacroRecord.size() + kPersistReference;
        if (flag < content.size() && content[flag] != 0)
            return true;
    }
    return false;
}

bool has_macros(const PaperKind& kind, std::string_view content) {
    if (kind.begin == kZip)
        return content.find(kMacroPart) != std::string_view::npos;
    return kind.begin == kCompound &&
           (content.find(kMacroStream) != std::string_view::npos || says_macros(content));
}

bool is(const PaperKind& kind, std::string_view content) {
    return content.starts_with(kind.begin) && content.find(kind.part) != std::string_view::npos &&
           !has_macros(kind, content);
}

}  // namespace

Result<std::string> paper_type(std::string_view name, std::string_view content) {
    const std::string ending = ending_of(name);
    if (!good_name(name) || ending.empty())
        return failure(ErrorKind::usage, "paper.bad_name", {{"file", std::string(name)}});
    const auto* kind = std::ranges::find(kKinds, ending, &PaperKind::ending);
    if (kind == kKinds.end() || !is(*kind, content))
        return failure(ErrorKind::usage, "paper.wrong_type", {{"file", std::string(name)}});
    return std::string(kind->media_type);
}

}  // namespace junheng
