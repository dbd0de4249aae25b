// SPDX-License-Identifier: Apache-2.0
/// The bytes of a text file in whatever encoding Chinese offices save it, read as UTF-8 piece by
/// piece.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct UConverter;

namespace junheng {

enum class TextEncoding : std::uint8_t { utf8, gb18030, utf16_little, utf16_big };

struct TextForm {
    TextEncoding encoding = TextEncoding::utf8;
    std::size_t mark_bytes = 0;  // of the byte order mark
};

/// True when the first bytes of a file can be those of a text; a NUL or another control character
/// tells garbage.
bool reads_as_text(std::string_view first_bytes);

/// By byte order mark, else UTF-8 when every byte of the file agrees, else GB18030, also behind a
/// UTF-8 mark. Errors: file.unreadable; sheet.encoding for UTF-8 with damaged places, which GB18030
/// would turn into nonsense. Cost: one pass over the file, over 1 GB/s.
Result<TextForm> detect_text_form(const std::filesystem::path& file);

/// Invariant: what `next` gives is well-formed UTF-8 once its pieces are joined.
class TextSource {
public:
    /// Errors: file.unreadable, sheet.encoding when the machine lacks the converter.
    static Result<TextSource> open(const std::filesystem::path& file, TextForm form);

    /// The next piece, valid until the next call; empty at the end. Errors: sheet.encoding,
    /// file.unreadable.
    Result<std::string_view> next();

private:
    struct CloseConverter {
        void operator()(UConverter* converter) const;
    };

    TextSource() = default;
    Result<std::string_view> converted(std::string_view bytes, bool last);

    std::filesystem::path file_;
    std::unique_ptr<std::ifstream> stream_;
    std::unique_ptr<UConverter, CloseConverter> converter_;
    std::string bytes_;
    std::u16string wide_;
    std::string text_;
};

}  // namespace junheng
