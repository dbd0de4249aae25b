// SPDX-License-Identifier: Apache-2.0
/// Texts inside an xls: Unicode in one or two bytes a character (BIFF8), or the code page of
/// Chinese Windows (BIFF5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/exchange/xlsx_book.h"

namespace junheng {

/// The shared texts out of their record and the ones that continue it, a text may run across
/// several. Source: [MS-XLS] 2.4.265 (SST), 2.5.293 (XLUnicodeRichExtendedString).
SharedTexts read_xls_shared_texts(const std::vector<std::string_view>& records);

/// A text behind a count of two bytes (or one, for tab names).
std::string xls_text(std::string_view counted, bool biff8, bool short_count = false);

}  // namespace junheng
