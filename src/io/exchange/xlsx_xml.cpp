// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xlsx_xml.h"

#include <charconv>
#include <memory>

#include <expat.h>

namespace junheng {
namespace {

constexpr int kPieceBytes = 1 << 16;
constexpr int kDeepest = 256;
constexpr long kLongestToken =
    4L << 20;  // a comment or tag that never ends would make expat keep all of it

std::string_view without_prefix(const char* name) {
    const std::string_view whole(name);
    const auto colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

struct Session {
    XML_Parser parser;
    XmlEvents& events;
    int depth = 0;
    const char* refused = nullptr;

    void stop() const { XML_StopParser(parser, XML_FALSE); }
    void refuse(const char* reason) {
        refused = reason;
        stop();
    }
};

Session& session(void* data) {
    return *static_cast<Session*>(data);
}

void on_start(void* data, const char* name, const char** attributes) {
    Session& s = session(data);
    if (s.events.done)
        return;
    if (++s.depth > kDeepest)
        return s.refuse("depth");
    s.events.start(without_prefix(name), XmlAttributes(attributes));
    if (s.events.done)
        s.stop();
}

void on_end(void* data, const char* name) {
    Session& s = session(data);
    if (s.events.done)
        return;
    --s.depth;
    s.events.end(without_prefix(name));
    if (s.events.done)
        s.stop();
}

void on_text(void* data, const char* text, int length) {
    Session& s = session(data);
    if (s.events.done)
        return;
    s.events.text({text, static_cast<std::size_t>(length)});
    if (s.events.done)
        s.stop();
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
    session(data).refuse("DOCTYPE");
}

tl::unexpected<Error> broken(const Session& s, const std::string& file) {
    const auto line = XML_GetCurrentLineNumber(s.parser);
    const char* reason =
        s.refused != nullptr ? s.refused : XML_ErrorString(XML_GetErrorCode(s.parser));
    return failure(
        ErrorKind::data,
        "sheet.broken",
        {{"reason", "xml: " + std::string(reason) + ", " + std::to_string(line)}},
        {.file = file}
    );
}

Result<void> feed_all(ZipPart& part, Session& s) {
    for (;;) {
        void* buffer = XML_GetBuffer(s.parser, kPieceBytes);
        if (buffer == nullptr)
            return broken(s, part.file());
        const auto got = part.read({static_cast<char*>(buffer), kPieceBytes});
        if (!got)
            return tl::unexpected(got.error());
        const bool last = *got == 0;
        const auto status = XML_ParseBuffer(s.parser, static_cast<int>(*got), last);
        if (s.events.fault)
            return tl::unexpected(*s.events.fault);
        if (s.events.done)
            return {};
        int offset = 0;
        int size = 0;
        static_cast<void>(XML_GetInputContext(s.parser, &offset, &size));
        if (size - offset > kLongestToken)
            s.refused = "token";
        if (status != XML_STATUS_OK || s.refused != nullptr)
            return broken(s, part.file());
        if (last)
            return {};
    }
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
    for (const char* const* at = pairs_; *at != nullptr; at += 2)
        if (without_prefix(at[0]) == name)
            return std::string_view(at[1]);
    return std::nullopt;
}

std::optional<int> XmlAttributes::number(std::string_view name) const {
    const auto text = find(name);
    int value = 0;
    if (!text)
        return std::nullopt;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), value);
    return fault == std::errc{} && end == text->data() + text->size() ? std::optional(value)
                                                                      : std::nullopt;
}

bool XmlAttributes::flag(std::string_view name) const {
    const auto text = find(name);
    return text && (*text == "1" || *text == "true");
}

void XmlEvents::refuse(std::string code, std::string reason, Where where) {
    fault =
        Error{ErrorKind::data, std::move(code), {{"reason", std::move(reason)}}, std::move(where)};
    done = true;
}

Result<void> read_xml(ZipPart& part, XmlEvents& events) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser(
        XML_ParserCreate(nullptr)
    );
    Session s{parser.get(), events};
    XML_SetUserData(parser.get(), &s);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    auto result = feed_all(part, s);
    if (!result && result.error().where.file.empty())
        result.error().where.file = part.file();
    return result;
}

void undo_text_escapes(std::string& text) {
    constexpr std::size_t kLength = 7;  // _xHHHH_
    for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        unsigned value = 0;
        if (at + kLength > text.size() || text[at + kLength - 1] != '_')
            continue;
        const char* digits = text.data() + at + 2;
        const auto [end, fault] = std::from_chars(digits, digits + 4, value, 16);
        // Only control characters and the underscore itself are ever escaped by spreadsheets; a NUL
        // stays away.
        if (fault == std::errc{} && end == digits + 4 && value > 0 && value < 0x80)
            text.replace(at, kLength, 1, static_cast<char>(value));
    }
}

}  // namespace junheng
