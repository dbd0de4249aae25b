// SPDX-License-Identifier: Apache-2.0
/// A request and its answer as the rest of the program sees them: no library of the wire in sight.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace junheng {

enum class Method : std::uint8_t { get, post, put, patch, remove, other };

/// Decoded pairs of a query string, in its order.
using Query = std::vector<std::pair<std::string, std::string>>;

/// Invariant: the path is decoded, begins with "/", has no "." or ".." part and no control
/// character.
struct Request {
    Method method = Method::other;
    std::string method_text;  // as it came
    bool head_only = false;   // HEAD: method is get
    std::string path;
    Query query;
    std::string cookie;
    std::string csrf;
    std::string accept_encoding;
    std::string accept_language;
    std::string if_none_match;
    std::string content_type;
    std::string peer;  // address of the other end
    std::string body;
};

/// What a stream of server-sent events is fed from. Safe to use from several threads.
class EventFeed {
public:
    EventFeed() = default;
    EventFeed(const EventFeed&) = delete;
    EventFeed& operator=(const EventFeed&) = delete;
    virtual ~EventFeed() = default;

    /// The text of the next event after `position`, which moves on; nothing when there is none yet.
    virtual std::optional<std::string> next(std::uint64_t& position) = 0;
    virtual bool ended() = 0;
    /// `wake` is called, on any thread, whenever there may be something new, until unsubscribed.
    virtual std::uint64_t subscribe(std::function<void()> wake) = 0;
    virtual void unsubscribe(std::uint64_t id) = 0;
};

struct Header {
    std::string name;
    std::string value;
};

using Bytes = std::shared_ptr<const std::string>;

struct Response {
    int status = 200;
    std::string type = "application/json; charset=utf-8";
    std::vector<Header> headers = {};
    Bytes body = {};                       // none: an empty one
    std::shared_ptr<EventFeed> feed = {};  // in place of a body
};

inline Bytes bytes(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

}  // namespace junheng
