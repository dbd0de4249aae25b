// SPDX-License-Identifier: Apache-2.0
/// Which kind of file a paper is: by its first bytes, never by its name alone.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace junheng {

/// Pictures, pdf, ofd, and office files without VBA macros. Shape: a media type.
/// Errors (usage): paper.bad_name for a name with a path or a control character in it, or without
/// an ending; paper.wrong_type when the content is none of these, or not what the ending says.
Result<std::string> paper_type(std::string_view name, std::string_view content);

}  // namespace junheng
