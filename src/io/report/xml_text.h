// SPDX-License-Identifier: Apache-2.0
/// Texts as XML may carry them.
#pragma once

#include <string>
#include <string_view>

namespace junheng {

/// For content and for attributes in double quotes. Control characters and broken UTF-8, which no
/// XML may hold, become U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace junheng
