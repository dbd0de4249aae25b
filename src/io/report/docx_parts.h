// SPDX-License-Identifier: Apache-2.0
/// The parts of a docx that hold no text of the report: styles, theme, faces, settings, relations.
#pragma once

#include <string>
#include <string_view>

#include "io/report/zip_writer.h"

namespace junheng {

inline constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
inline constexpr std::string_view kWordSpaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// All but document.xml, header1.xml and footer1.xml. `language` is zh-CN or en-US.
ZipParts docx_frame(std::string_view language);

}  // namespace junheng
