// SPDX-License-Identifier: Apache-2.0
#include "app/server/pages.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/server/answer_cache.h"
#include "app/service/scratch_folder.h"
#include "app/service/secrets.h"
#include "io/storage/digest.h"

namespace junheng {
namespace fs = std::filesystem;
namespace {

struct EndingType {
    std::string_view ending;
    std::string_view type;
};
constexpr std::array kTypes{
    EndingType{".html", "text/html; charset=utf-8"},
    EndingType{".js", "text/javascript; charset=utf-8"},
    EndingType{".mjs", "text/javascript; charset=utf-8"},
    EndingType{".css", "text/css; charset=utf-8"},
    EndingType{".json", "application/json; charset=utf-8"},
    EndingType{".map", "application/json; charset=utf-8"},
    EndingType{".svg", "image/svg+xml"},
    EndingType{".png", "image/png"},
    EndingType{".ico", "image/x-icon"},
    EndingType{".woff2", "font/woff2"},
    EndingType{".txt", "text/plain; charset=utf-8"},
    EndingType{".webmanifest", "application/manifest+json"}};

constexpr std::string_view kAssets = "/assets/";
constexpr std::size_t kWorthPacking = 1024;
constexpr int kLevel = 9;
constexpr std::size_t kTagLength = 32;

std::string_view type_of(const fs::path& file) {
    const auto found = std::ranges::find(kTypes, file.extension().string(), &EndingType::ending);
    return found == kTypes.end() ? "application/octet-stream" : found->type;
}

std::string replaced(std::string text, std::string_view mark, std::string_view by) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
        text.replace(at, mark.size(), by);
    return text;
}

Header policy(std::string_view nonce) {
    return {
        "Content-Security-Policy",
        fmt::format(
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; worker-src "
            "'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
            "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            nonce
        )};
}

std::string bare_page(const Messages& messages) {
    const auto say = [&](Language language) {
        return messages.text("server.no_pages", {}, language);
    };
    return fmt::format(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>Junheng 均衡</title>"
        "<h1>均衡 Junheng</h1><p>{}<p lang=\"en\">{}<p><a href=\"/api/v1/openapi.json\">API</a>",
        say(Language::zh),
        say(Language::en)
    );
}

bool names_a_file(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

Pages::Pages(const fs::path& folder, const Messages& messages) : index_(bare_page(messages)) {
    std::error_code fault;
    for (fs::recursive_directory_iterator file(folder, fault), end; !fault && file != end;
         file.increment(fault))
        if (file->is_regular_file() && !file->is_symlink())
            add(folder, file->path());
}

void Pages::add(const fs::path& root, const fs::path& file) {
    const auto text = read_file(file);
    if (!text)
        return;
    const std::string path = "/" + fs::relative(file, root).generic_string();
    if (path == "/index.html") {
        index_ = *text;
        return;
    }
    Digest digest;
    digest.add(*text);
    Page page{
        .type = std::string(type_of(file)),
        .tag = "\"" + digest.hex().substr(0, kTagLength) + "\"",
        .lasting = path.starts_with(kAssets),
        .plain = bytes(*text),
        .packed = {}};
    if (text->size() >= kWorthPacking)
        page.packed = bytes(gzip(*text, kLevel));
    pages_.emplace(path, std::move(page));
}

Response Pages::index() const {
    const std::string nonce = random_id();
    return {
        .status = 200,
        .type = "text/html; charset=utf-8",
        .headers = {policy(nonce), {"Cache-Control", "no-store"}},
        .body = bytes(replaced(index_, kNonceMark, nonce))};
}

Response Pages::answer(const Request& request) const {
    const auto found = pages_.find(request.path);
    if (found == pages_.end())
        return names_a_file(request.path) && request.path != "/index.html" ? Response{.status = 404}
                                                                           : index();
    const Page& page = found->second;
    Response response{.status = 200, .type = page.type};
    response.headers = {
        {"ETag", page.tag},
        {"Vary", "Accept-Encoding"},
        {"Cache-Control", page.lasting ? "public, max-age=31536000, immutable" : "no-cache"},
        policy("none")};
    if (request.if_none_match == page.tag) {
        response.status = 304;
        return response;
    }
    response.body = page.plain;
    if (page.packed && request.accept_encoding.find("gzip") != std::string::npos) {
        response.body = page.packed;
        response.headers.push_back({"Content-Encoding", "gzip"});
    }
    return response;
}

}  // namespace junheng
