// SPDX-License-Identifier: Apache-2.0
/// The built pages, read once at the start: nothing that a request says ever becomes the name of a
/// file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "app/server/wire/message.h"
#include "core/base/messages.h"

namespace junheng {

/// Stands in index.html (Vite: html.cspNonce) where each page gets a nonce of its own.
inline constexpr std::string_view kNonceMark = "__JUNHENG_NONCE__";

class Pages {
public:
    /// Without index.html in the folder: one page that says so.
    Pages(const std::filesystem::path& folder, const Messages& messages);

    /// GET or HEAD. A path without a file whose last part has no ending is a view of the
    /// application and gets index.html; another one is not found (status 404, no body).
    Response answer(const Request& request) const;

private:
    struct Page {
        std::string type;
        std::string tag;
        bool lasting = false;  // its name changes with its content
        Bytes plain;
        Bytes packed;
    };
    void add(const std::filesystem::path& root, const std::filesystem::path& file);
    Response index() const;

    std::map<std::string, Page, std::less<>> pages_;
    std::string index_;
};

}  // namespace junheng
