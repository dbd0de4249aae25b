// SPDX-License-Identifier: Apache-2.0
/// Texts that an office program would take for a formula when it opens a csv.
#pragma once

#include <string>

namespace junheng {

/// An apostrophe before a text that begins with = + - @, a tab, a carriage return or an apostrophe.
/// Imports take one leading apostrophe away (value_repair.h), so that the text comes back as it
/// was. Source: OWASP, CSV Injection.
std::string guarded_text(std::string text);

}  // namespace junheng
