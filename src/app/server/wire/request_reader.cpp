// SPDX-License-Identifier: Apache-2.0
#include "app/server/wire/request_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "app/server/wire/target.h"

namespace junheng::wire {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::size_t kBufferLimit = kHeadLimit + 8192;
constexpr std::size_t kPiece = 8192;
constexpr unsigned kHttp10 = 10;
constexpr unsigned kHttp11 = 11;

using Fields = http::request<http::string_body>;

std::string field(const Fields& fields, http::field name) {
    const auto value = fields[name];
    return {value.data(), value.size()};
}

std::string field(const Fields& fields, std::string_view name) {
    const auto value = fields[beast::string_view(name.data(), name.size())];
    return {value.data(), value.size()};
}

Method method_of(http::verb verb) {
    if (verb == http::verb::get || verb == http::verb::head)
        return Method::get;
    if (verb == http::verb::post)
        return Method::post;
    if (verb == http::verb::put)
        return Method::put;
    if (verb == http::verb::patch)
        return Method::patch;
    return verb == http::verb::delete_ ? Method::remove : Method::other;
}

}  // namespace

struct RequestReader::State {
    beast::flat_buffer buffer{kBufferLimit};
    std::optional<http::request_parser<http::string_body>> parser;
    Request request;
    bool head_done = false;
    std::size_t fed = 0;  // to the parser, of this request

    const Fields& fields() const { return parser->get(); }

    /// Two readers in a row must agree where a request ends and for whom it is.
    Refused judge() const {
        const unsigned version = fields().version();
        if (version != kHttp10 && version != kHttp11)
            return {505, "http.version"};
        const auto hosts = fields().count(http::field::host);
        if (hosts > 1 || (hosts == 0 && version == kHttp11))
            return {400, "http.one_host"};
        const auto lengths = fields().count(http::field::content_length);
        const auto codings = fields().count(http::field::transfer_encoding);
        // Beast takes "5, 5" for 5, as the standard allows; another reader may not.
        const auto length = fields()[http::field::content_length];
        const bool list = std::ranges::any_of(length, [](char c) { return c < '0' || c > '9'; });
        if (lengths + codings > 1 || list)
            return {400, "http.ambiguous_length"};
        const bool chunked = beast::iequals(fields()[http::field::transfer_encoding], "chunked");
        if (codings == 1 && (!chunked || !parser->chunked() || version != kHttp11))
            return {400, "http.ambiguous_length"};
        return {};
    }

    Refused read_fields() {
        if (const Refused refused = judge(); refused.status != 0)
            return refused;
        const auto text = fields().target();
        auto target = parse_target({text.data(), text.size()});
        if (!target)
            return {400, "http.bad_target"};
        request = {};
        request.method = method_of(fields().method());
        request.method_text = std::string(fields().method_string());
        request.head_only = fields().method() == http::verb::head;
        request.path = std::move(target->path);
        request.query = std::move(target->query);
        request.cookie = field(fields(), http::field::cookie);
        request.csrf = field(fields(), "X-CSRF-Token");
        request.accept_encoding = field(fields(), http::field::accept_encoding);
        request.accept_language = field(fields(), http::field::accept_language);
        request.if_none_match = field(fields(), http::field::if_none_match);
        request.content_type = field(fields(), http::field::content_type);
        head_done = true;
        return {};
    }

    static Refused refused(const beast::error_code& fault) {
        if (fault == http::error::header_limit || fault == http::error::buffer_overflow)
            return {431, "http.head_too_large"};
        if (fault == http::error::body_limit)
            return {413, "http.body_too_large"};
        if (fault == http::error::bad_version)
            return {505, "http.version"};
        return {400, "http.malformed"};
    }

    /// Feeds what is there until `done`; what the parser could not take yet stays in the buffer.
    template <class Done>
    Refused feed(Done&& done) {
        while (!done() && buffer.size() > 0) {
            beast::error_code fault;
            const std::size_t taken = parser->put(buffer.data(), fault);
            buffer.consume(taken);
            fed += taken;
            if (fault && fault != http::error::need_more)
                return refused(fault);
            if (fault == http::error::need_more && taken == 0)
                break;
        }
        return {};
    }
};

RequestReader::RequestReader() : state_(std::make_unique<State>()) {}
RequestReader::~RequestReader() = default;

std::size_t RequestReader::buffered() const {
    return state_->buffer.size();
}

std::span<char> RequestReader::room() {
    const std::size_t free = kBufferLimit - state_->buffer.size();
    const auto room = state_->buffer.prepare(std::min(free, kPiece));
    return {static_cast<char*>(room.data()), room.size()};
}

void RequestReader::filled(std::size_t count) {
    state_->buffer.commit(count);
}

void RequestReader::begin() {
    state_->parser.emplace();
    state_->parser->header_limit(kHeadLimit);
    // Decided when the head is there. Not boost::none: Beast 1.74 takes that for less than any
    // length.
    state_->parser->body_limit(std::numeric_limits<std::uint64_t>::max());
    state_->head_done = false;
    state_->fed = 0;
}

Refused RequestReader::parse_head() {
    const Refused refused = state_->feed([&] { return state_->parser->is_header_done(); });
    if (refused.status != 0)
        return refused;
    // Beast measures only heads that do not end yet.
    if (state_->fed > kHeadLimit)
        return {431, "http.head_too_large"};
    if (state_->parser->is_header_done())
        return state_->read_fields();
    return buffered() >= kBufferLimit ? Refused{431, "http.head_too_large"} : Refused{};
}

bool RequestReader::head_done() const {
    return state_->head_done;
}

Request& RequestReader::head() {
    return state_->request;
}

bool RequestReader::has_body() const {
    return !state_->parser->is_done();
}

std::optional<std::uint64_t> RequestReader::announced() const {
    const auto length = state_->parser->content_length();
    return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

bool RequestReader::expects_continue() const {
    return beast::iequals(state_->fields()[http::field::expect], "100-continue");
}

void RequestReader::limit_body(std::uint64_t bytes) {
    state_->parser->body_limit(bytes);
}

Refused RequestReader::parse_body() {
    return state_->feed([&] { return state_->parser->is_done(); });
}

bool RequestReader::body_done() const {
    return state_->parser->is_done();
}

std::size_t RequestReader::body_bytes() const {
    return state_->fields().body().size();
}

bool RequestReader::keep_alive() const {
    return state_->parser->keep_alive();
}

Request RequestReader::take() {
    state_->request.body = std::move(state_->parser->get().body());
    return std::move(state_->request);
}

}  // namespace junheng::wire
