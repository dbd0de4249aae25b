// SPDX-License-Identifier: Apache-2.0
/// One XML part of an xlsx read as events, in constant memory, without document types or own
/// entities.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "io/exchange/xlsx_zip.h"

namespace junheng {

/// The attributes of one element. Names are compared without their prefix.
class XmlAttributes {
public:
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
    std::optional<std::string_view> find(std::string_view name) const;
    std::optional<int> number(std::string_view name) const;
    bool flag(std::string_view name) const;

private:
    const char* const* pairs_;
};

/// Gets the events of one part. Names come without their prefix.
class XmlEvents {
public:
    XmlEvents() = default;
    XmlEvents(const XmlEvents&) = delete;
    XmlEvents& operator=(const XmlEvents&) = delete;
    virtual ~XmlEvents() = default;

    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view /*name*/) {}
    virtual void text(std::string_view /*piece*/) {}

    /// Set by a handler to end the reading early, with or without a fault.
    bool done = false;
    std::optional<Error> fault = {};

protected:
    void refuse(std::string code, std::string reason, Where where = {});
};

/// Errors: sheet.broken with the line of the XML as reason, and what the part or the handler
/// reports.
Result<void> read_xml(ZipPart& part, XmlEvents& events);

/// Undoes the _x000D_ escapes of spreadsheet texts. Source: ECMA-376 part 1, 22.9.2.19
/// (ST_Xstring).
void undo_text_escapes(std::string& text);

}  // namespace junheng
