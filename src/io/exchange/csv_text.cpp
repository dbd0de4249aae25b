// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/csv_text.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

namespace junheng {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 18U;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// GB18030 text almost never holds a single well-formed three-byte sequence of UTF-8, let alone this
// many before the first fault; so many of them tell a UTF-8 file with a damaged place.
constexpr int kSequencesThatTellUtf8 = 16;

struct ByteRange {
    unsigned char low = 0;
    unsigned char high = 0;
};

int length_by_lead(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

// The second byte carries the rules against overlong forms, surrogates and values over U+10FFFF.
ByteRange second_byte(unsigned char lead) {
    switch (lead) {
        case 0xE0:
            return {0xA0, 0xBF};
        case 0xED:
            return {0x80, 0x9F};
        case 0xF0:
            return {0x90, 0xBF};
        case 0xF4:
            return {0x80, 0x8F};
        default:
            return {0x80, 0xBF};
    }
}

/// Length of the sequence at the front, 0 when it is malformed.
std::size_t sequence_length(const char* at, std::size_t available) {
    const auto byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
    const int length = length_by_lead(byte(0));
    if (length < 2)
        return static_cast<std::size_t>(length);
    if (available < static_cast<std::size_t>(length))
        return 0;
    const ByteRange second = second_byte(byte(0));
    if (byte(1) < second.low || byte(1) > second.high)
        return 0;
    for (int i = 2; i < length; ++i)
        if ((byte(i) & 0xC0U) != 0x80U)
            return 0;
    return static_cast<std::size_t>(length);
}

std::size_t ascii_run(const char* at, std::size_t available) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t run = 0;
    for (std::uint64_t word = 0; run + sizeof word <= available; run += sizeof word) {
        std::memcpy(&word, at + run, sizeof word);
        if ((word & kHighBits) != 0)
            break;
    }
    while (run < available && static_cast<unsigned char>(at[run]) < 0x80) ++run;
    return run;
}

class Utf8Check {
public:
    /// Gives back how many bytes at the end belong to the next piece; empty when the text is
    /// malformed.
    std::optional<std::size_t> accept(std::string_view piece, bool last) {
        constexpr std::size_t kLongest = 4;
        std::size_t at = 0;
        while (at < piece.size()) {
            at += ascii_run(piece.data() + at, piece.size() - at);
            if (at == piece.size() || (!last && piece.size() - at < kLongest))
                break;
            const std::size_t length = sequence_length(piece.data() + at, piece.size() - at);
            if (length == 0) {
                lines_ += std::count(
                    piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(at), '\n'
                );
                return std::nullopt;
            }
            sequences_ += length == 3 ? 1 : 0;
            at += length;
        }
        lines_ += std::count(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        return piece.size() - at;
    }

    bool meant_as_utf8() const { return sequences_ >= kSequencesThatTellUtf8; }
    int line() const { return static_cast<int>(lines_) + 1; }

private:
    std::int64_t sequences_ = 0;
    std::int64_t lines_ = 0;
};

tl::unexpected<Error> unreadable(const std::filesystem::path& file) {
    return failure(ErrorKind::unavailable, "file.unreadable", {}, {.file = file.string()});
}

Result<TextForm> check_whole_file(
    std::istream& stream,
    const std::filesystem::path& file,
    TextForm form
) {
    Utf8Check check;
    std::string piece(kPieceBytes, '\0');
    std::size_t kept = 0;
    for (bool last = false; !last;) {
        stream.read(piece.data() + kept, static_cast<std::streamsize>(piece.size() - kept));
        if (stream.bad())
            return unreadable(file);
        last = stream.eof();
        const std::string_view bytes(
            piece.data(), kept + static_cast<std::size_t>(stream.gcount())
        );
        const auto rest = check.accept(bytes, last);
        if (!rest && check.meant_as_utf8())
            return failure(
                ErrorKind::data, "sheet.encoding", {}, {.file = file.string(), .row = check.line()}
            );
        if (!rest)
            return TextForm{TextEncoding::gb18030, form.mark_bytes};
        kept = *rest;
        std::memmove(piece.data(), bytes.data() + bytes.size() - kept, kept);
    }
    return form;
}

const char* converter_name(TextEncoding encoding) {
    switch (encoding) {
        case TextEncoding::utf8:
            return "UTF-8";
        case TextEncoding::gb18030:
            return "gb18030";
        case TextEncoding::utf16_little:
            return "UTF-16LE";
        case TextEncoding::utf16_big:
            return "UTF-16BE";
    }
    return "UTF-8";
}

}  // namespace

bool reads_as_text(std::string_view first_bytes) {
    if (first_bytes.starts_with("\xFF\xFE") || first_bytes.starts_with("\xFE\xFF"))
        return true;
    constexpr std::string_view kUsual = "\t\n\v\f\r\x1A";
    return std::ranges::all_of(first_bytes, [&](char c) {
        return static_cast<unsigned char>(c) >= ' ' || kUsual.find(c) != std::string_view::npos;
    });
}

Result<TextForm> detect_text_form(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string mark(kUtf8Mark.size(), '\0');
    stream.read(mark.data(), static_cast<std::streamsize>(mark.size()));
    if (!stream && !stream.eof())
        return unreadable(file);
    if (mark.starts_with("\xFF\xFE"))
        return TextForm{TextEncoding::utf16_little, 2};
    if (mark.starts_with("\xFE\xFF"))
        return TextForm{TextEncoding::utf16_big, 2};
    const std::size_t mark_bytes = mark == kUtf8Mark ? mark.size() : 0;
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(mark_bytes));
    return check_whole_file(stream, file, {TextEncoding::utf8, mark_bytes});
}

void TextSource::CloseConverter::operator()(UConverter* converter) const {
    ucnv_close(converter);
}

Result<TextSource> TextSource::open(const std::filesystem::path& file, TextForm form) {
    TextSource source;
    source.file_ = file;
    source.stream_ = std::make_unique<std::ifstream>(file, std::ios::binary);
    source.stream_->seekg(static_cast<std::streamoff>(form.mark_bytes));
    if (!*source.stream_)
        return unreadable(file);
    source.bytes_.resize(kPieceBytes);
    if (form.encoding == TextEncoding::utf8)
        return source;
    UErrorCode fault = U_ZERO_ERROR;
    source.converter_.reset(ucnv_open(converter_name(form.encoding), &fault));
    ucnv_setToUCallBack(
        source.converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &fault
    );
    if (U_FAILURE(fault))
        return failure(ErrorKind::internal, "sheet.encoding", {}, {.file = file.string()});
    return source;
}

Result<std::string_view> TextSource::next() {
    for (;;) {
        if (stream_->eof())
            return std::string_view{};
        stream_->read(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
        if (stream_->bad() || (stream_->fail() && !stream_->eof()))
            return unreadable(file_);
        const std::string_view bytes(bytes_.data(), static_cast<std::size_t>(stream_->gcount()));
        if (!converter_)
            return bytes;
        const auto text = converted(bytes, stream_->eof());
        // A piece may end inside its only character: an empty piece would look like the end.
        if (!text || !text->empty())
            return text;
    }
}

Result<std::string_view> TextSource::converted(std::string_view bytes, bool last) {
    wide_.resize(
        bytes.size() + 4
    );  // no encoding here makes more units than bytes; the rest is for a kept character
    text_.resize(wide_.size() * 3);
    UErrorCode fault = U_ZERO_ERROR;
    const char* from = bytes.data();
    char16_t* to = wide_.data();
    ucnv_toUnicode(
        converter_.get(),
        &to,
        wide_.data() + wide_.size(),
        &from,
        bytes.data() + bytes.size(),
        nullptr,
        last,
        &fault
    );
    std::int32_t length = 0;
    u_strToUTF8(
        text_.data(),
        static_cast<std::int32_t>(text_.size()),
        &length,
        wide_.data(),
        static_cast<std::int32_t>(to - wide_.data()),
        &fault
    );
    if (U_FAILURE(fault))
        return failure(ErrorKind::data, "sheet.encoding", {}, {.file = file_.string()});
    return std::string_view(text_.data(), static_cast<std::size_t>(length));
}

}  // namespace junheng
