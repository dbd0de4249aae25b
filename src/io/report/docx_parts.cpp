// SPDX-License-Identifier: Apache-2.0
#include "io/report/docx_parts.h"

#include <array>

#include <fmt/format.h>

namespace junheng {
namespace {

constexpr std::string_view kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>)"
    R"(<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>)"
    R"(<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>)"
    R"(<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>)"
    R"(</Types>)";

constexpr std::string_view kPackageRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(</Relationships>)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kRelations{
    {{"styles", "styles.xml"},
     {"settings", "settings.xml"},
     {"fontTable", "fontTable.xml"},
     {"theme", "theme/theme1.xml"},
     {"header", "header1.xml"},
     {"footer", "footer1.xml"}}};

std::string relations() {
    std::string text =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    for (const auto& [type, target] : kRelations)
        text += fmt::format(
            R"(<Relationship Id="{0}1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}" Target="{1}"/>)",
            type,
            target
        );
    return text + "</Relationships>";
}

/// Named one by one: WPS complains of a style that leaves the Chinese face to the theme.
std::string faces(std::string_view chinese) {
    return fmt::format(
        R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}" w:cs="Times New Roman"/>)",
        chinese
    );
}

struct Style {
    std::string_view id;
    std::string_view name;
    std::string_view face;
    int half_points;
    bool bold;
    std::string_view paragraph;  // what stands in w:pPr
};

/// Source: GB/T 9704: body 仿宋 三号 on 28 points, first heading 黑体, second 楷体.
constexpr std::array<Style, 8> kStyles{
    {{"Title",
      "Title",
      "黑体",
      44,
      false,
      R"(<w:keepNext/><w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>)"},
     {"Heading1",
      "heading 1",
      "黑体",
      32,
      false,
      R"(<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640" w:firstLineChars="200"/><w:outlineLvl w:val="0"/>)"},
     {"Heading2",
      "heading 2",
      "楷体_GB2312",
      32,
      false,
      R"(<w:keepNext/><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640" w:firstLineChars="200"/><w:outlineLvl w:val="1"/>)"},
     {"BodyText",
      "Body Text",
      "仿宋_GB2312",
      32,
      false,
      R"(<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640" w:firstLineChars="200"/><w:jc w:val="both"/>)"},
     {"Note", "Note", "宋体", 21, false, R"(<w:spacing w:before="60"/>)"},
     {"SignLine",
      "Sign Line",
      "仿宋_GB2312",
      24,
      false,
      R"(<w:keepLines/><w:spacing w:before="240" w:line="480" w:lineRule="auto"/>)"},
     {"TableHead", "Table Head", "黑体", 20, false, R"(<w:jc w:val="center"/>)"},
     {"TableText", "Table Text", "宋体", 20, false, ""}}};

std::string styles(std::string_view language) {
    std::string text = fmt::format("{}<w:styles {}>", kXmlHead, kWordSpaces);
    text += fmt::format(
        R"(<w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val="21"/><w:szCs w:val="21"/>)"
        R"(<w:lang w:val="{}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>)",
        faces("宋体"),
        language == "zh-CN" ? "en-US" : language
    );
    text +=
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>)"
        R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>)"
        R"(<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>)";
    for (const Style& style : kStyles)
        text += fmt::format(
            R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="{}"><w:name w:val="{}"/>)"
            R"(<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}{}<w:sz w:val="{}"/>)"
            R"(<w:szCs w:val="{}"/></w:rPr></w:style>)",
            style.id,
            style.name,
            style.paragraph,
            faces(style.face),
            style.bold ? "<w:b/>" : "",
            style.half_points,
            style.half_points
        );
    return text + "</w:styles>";
}

constexpr std::string_view kColours =
    R"(<a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>)"
    R"(<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2>)"
    R"(<a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="0B6E6E"/></a:accent1>)"
    R"(<a:accent2><a:srgbClr val="C0392B"/></a:accent2><a:accent3><a:srgbClr val="B7791F"/></a:accent3>)"
    R"(<a:accent4><a:srgbClr val="4A6FA5"/></a:accent4><a:accent5><a:srgbClr val="7D5BA6"/></a:accent5>)"
    R"(<a:accent6><a:srgbClr val="0B7A5A"/></a:accent6><a:hlink><a:srgbClr val="0000FF"/></a:hlink>)"
    R"(<a:folHlink><a:srgbClr val="800080"/></a:folHlink></a:clrScheme>)";

constexpr std::string_view kFormats =
    R"(<a:fmtScheme name="Office"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>)"
    R"(<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst>)"
    R"(<a:lnStyleLst><a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>)"
    R"(<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>)"
    R"(<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst>)"
    R"(<a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle>)"
    R"(<a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>)"
    R"(<a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>)"
    R"(<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme>)";

std::string theme() {
    const auto set = [](std::string_view which, std::string_view chinese) {
        return fmt::format(
            R"(<a:{0}><a:latin typeface="Times New Roman"/><a:ea typeface="{1}"/><a:cs typeface=""/>)"
            R"(<a:font script="Hans" typeface="{1}"/></a:{0}>)",
            which,
            chinese
        );
    };
    return fmt::format(
        R"({}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements>{})"
        R"(<a:fontScheme name="Office">{}{}</a:fontScheme>{}</a:themeElements></a:theme>)",
        kXmlHead,
        kColours,
        set("majorFont", "黑体"),
        set("minorFont", "宋体"),
        kFormats
    );
}

/// The other name under which a system may know the face.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kChineseFaces{
    {{"宋体", "SimSun"}, {"黑体", "SimHei"}, {"仿宋_GB2312", "仿宋"}, {"楷体_GB2312", "楷体"}}};

std::string font_table() {
    std::string text = fmt::format("{}<w:fonts {}>", kXmlHead, kWordSpaces);
    text +=
        R"(<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>)";
    for (const auto& [name, other] : kChineseFaces)
        text += fmt::format(
            R"(<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>)",
            name,
            other
        );
    return text + "</w:fonts>";
}

std::string settings(std::string_view language) {
    return fmt::format(
        R"({}<w:settings {}><w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/>)"
        R"(<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>)"
        R"(<w:themeFontLang w:val="{}" w:eastAsia="zh-CN"/></w:settings>)",
        kXmlHead,
        kWordSpaces,
        language == "zh-CN" ? "en-US" : language
    );
}

}  // namespace

ZipParts docx_frame(std::string_view language) {
    const std::string head(kXmlHead);
    return {
        {"[Content_Types].xml", head + std::string(kTypes)},
        {"_rels/.rels", head + std::string(kPackageRelations)},
        {"word/_rels/document.xml.rels", head + relations()},
        {"word/styles.xml", styles(language)},
        {"word/settings.xml", settings(language)},
        {"word/fontTable.xml", font_table()},
        {"word/theme/theme1.xml", theme()}};
}

}  // namespace junheng
