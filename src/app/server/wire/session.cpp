// SPDX-License-Identifier: Apache-2.0
#include "app/server/wire/session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "app/server/wire/answer_head.h"
#include "app/server/wire/request_reader.h"

namespace junheng::wire {
namespace {

constexpr std::chrono::milliseconds kGrace{2'000};
constexpr std::size_t kDiscarded = 256 * 1024;
constexpr std::size_t kPiece = 64 * 1024;

}  // namespace

struct Session::Reader : RequestReader {};

Session::Session(Socket socket, Common& common, Sessions& siblings)
    : stream_(std::move(socket), common.tls),
      common_(common),
      siblings_(siblings),
      deadline_(Clock::time_point::max()),
      alarm_(stream_.executor()) {
    place_ = siblings_.insert(siblings_.end(), this);
    common_.application.connections(++common_.open, common_.streams);
}

Session::~Session() {
    siblings_.erase(place_);
    common_.application.connections(--common_.open, common_.streams);
}

void Session::start() {
    asio::co_spawn(
        stream_.executor(),
        [self = shared_from_this()]() -> Task<> { co_await self->run(); },
        asio::detached
    );
}

void Session::sweep(Clock::time_point now) {
    if (now < deadline_)
        return;
    if (expired_) {
        close();
        return;
    }
    expired_ = true;
    deadline_ = now + kGrace;
    stream_.cancel();
}

void Session::drain() {
    if (phase_ == Phase::idle)
        close();
    else if (phase_ == Phase::streaming)
        wake();
}

void Session::close() {
    stream_.close();
    wake();
}

void Session::allow(std::chrono::milliseconds time) {
    expired_ = false;
    deadline_ = Clock::now() + time;
}

void Session::allow_any_time() {
    expired_ = false;
    deadline_ = Clock::time_point::max();
}

void Session::wake() {
    woken_ = true;
    alarm_.cancel();
}

Task<> Session::run() {
    Fault fault;
    allow(common_.limits.handshake);
    co_await stream_.handshake(fault);
    if (!fault) {
        Reader reader;
        co_await serve(reader);
    }
    stream_.close();
}

Task<> Session::serve(Reader& reader) {
    bool first = true;
    while (!common_.draining) {
        phase_ = Phase::idle;
        allow(first ? common_.limits.head : common_.limits.idle);
        first = false;
        if (reader.buffered() == 0 && !co_await more(reader))
            co_return;
        phase_ = Phase::busy;
        if (!co_await serve_one(reader))
            co_return;
    }
}

Task<bool> Session::more(Reader& reader) {
    Fault fault;
    const auto room = reader.room();
    reader.filled(co_await stream_.read_some({room.data(), room.size()}, fault));
    co_return !fault;
}

Task<bool> Session::serve_one(Reader& reader) {
    allow(common_.limits.head);
    reader.begin();
    if (!co_await read_head(reader))
        co_return false;
    Request& head = reader.head();
    head.peer = stream_.peer();
    Admission admission = common_.application.admit(head);
    if (!co_await take_body(reader, admission))
        co_return false;
    allow_any_time();
    const bool head_only = head.head_only;
    const bool keeps = reader.keep_alive();
    Response response;
    if (admission.answer)
        response = *std::move(admission.answer);
    else
        response = co_await answered(reader.take(), admission.ticket);
    if (response.feed && common_.streams >= common_.limits.streams) {
        co_await refuse(503, "http.too_many_streams");
        co_return false;
    }
    const bool keep_alive = keeps && !common_.draining && !response.feed;
    if (!co_await send(response, head_only, keep_alive))
        co_return false;
    if (response.feed && !head_only)
        co_await send_events(*response.feed);
    co_return keep_alive;
}

Task<bool> Session::read_head(Reader& reader) {
    for (;;) {
        const Refused refused = reader.parse_head();
        if (refused.status != 0) {
            co_await refuse(refused.status, refused.code);
            co_return false;
        }
        if (reader.head_done())
            co_return true;
        if (!co_await more(reader)) {
            if (expired())
                co_await refuse(408, "http.too_slow");
            co_return false;
        }
    }
}

/// A body that nobody will read is not taken off the wire: the answer goes out, then the
/// connection ends.
Task<bool> Session::take_body(Reader& reader, const Admission& admission) {
    if (!reader.has_body())
        co_return true;
    if (admission.answer) {
        const bool small = reader.announced() && *reader.announced() <= kPiece;
        if (small)
            co_return co_await read_body(reader, kPiece);
        co_await end_with(*admission.answer);
        co_return false;
    }
    if (reader.announced().value_or(0) > admission.body_limit) {
        co_await refuse_body(413, "http.body_too_large", admission.body_limit);
        co_return false;
    }
    if (reader.expects_continue()) {
        Fault fault;
        co_await stream_.write("HTTP/1.1 100 Continue\r\n\r\n", {}, fault);
        if (fault)
            co_return false;
    }
    co_return co_await read_body(reader, admission.body_limit);
}

Task<bool> Session::read_body(Reader& reader, std::size_t limit) {
    reader.limit_body(limit);
    allow(common_.limits.body);
    auto floor = Clock::now() + common_.limits.body;
    for (;;) {
        const std::size_t before = reader.body_bytes();
        const Refused refused = reader.parse_body();
        if (refused.status != 0) {
            co_await refuse_body(refused.status, refused.code, limit);
            co_return false;
        }
        if (reader.body_done())
            co_return true;
        // What keeps coming at kPiece a second or faster may go on.
        floor += std::chrono::milliseconds(1000 * (reader.body_bytes() - before) / kPiece);
        deadline_ = expired_ ? deadline_ : floor;
        if (!co_await more(reader)) {
            if (expired())
                co_await refuse(408, "http.too_slow");
            co_return false;
        }
    }
}

Task<Response> Session::answered(Request request, std::shared_ptr<const void> ticket) {
    return asio::async_initiate<const Use&, void(Response)>(
        [&application = common_.application,
         executor = stream_.executor()](auto handler, Request whole, auto kept_ticket) {
            auto kept = std::make_shared<decltype(handler)>(std::move(handler));
            application.answer(
                std::move(whole),
                std::move(kept_ticket),
                [executor, kept](Response response) {
                    asio::post(executor, [kept, response = std::move(response)]() mutable {
                        (*kept)(std::move(response));
                    });
                }
            );
        },
        kUse,
        std::move(request),
        std::move(ticket)
    );
}

Task<> Session::refuse(int status, std::string_view code) {
    return end_with(common_.application.refusal(status, code, {}));
}

Task<> Session::refuse_body(int status, std::string_view code, std::size_t limit) {
    const Args args{{"limit", std::to_string(limit)}};
    return end_with(common_.application.refusal(status, code, args));
}

Task<> Session::end_with(Response response) {
    co_await send(response, false, false);
    co_await discard();
}

Task<bool> Session::send(const Response& response, bool head_only, bool keep_alive) {
    Fault fault;
    const std::string head = answer_head(response, keep_alive, stream_.secure());
    const std::string_view body =
        response.body && !head_only ? std::string_view(*response.body) : std::string_view();
    allow(common_.limits.write);
    co_await stream_.write(head, body.substr(0, kPiece), fault);
    for (std::size_t sent = kPiece; sent < body.size() && !fault; sent += kPiece) {
        allow(common_.limits.write);
        co_await stream_.write({}, body.substr(sent, kPiece), fault);
    }
    co_return !fault;
}

/// Closing with unread bytes would send a reset that eats the answer on its way.
Task<> Session::discard() {
    allow(kGrace);
    co_await stream_.shut_down();
    std::string sink(kPiece, '\0');
    Fault fault;
    for (std::size_t read = 0; read < kDiscarded && !fault;)
        read += co_await stream_.read_some({sink.data(), sink.size()}, fault);
}

Task<> Session::watch_peer() {
    co_await stream_.closed();
    peer_gone_ = true;
    wake();
}

Task<> Session::send_events(EventFeed& feed) {
    phase_ = Phase::streaming;
    common_.application.connections(common_.open, ++common_.streams);
    asio::co_spawn(
        stream_.executor(),
        [self = shared_from_this()]() -> Task<> { co_await self->watch_peer(); },
        asio::detached
    );
    const auto id = feed.subscribe([weak = weak_from_this(), executor = stream_.executor()] {
        asio::post(executor, [weak] {
            if (const auto self = weak.lock())
                self->wake();
        });
    });
    Fault fault;
    std::uint64_t position = 0;
    while (!fault && !peer_gone_) {
        woken_ = false;
        const bool ended = feed.ended() || common_.draining;
        std::string text;
        while (auto event = feed.next(position)) text += *event;
        if (text.empty() && !ended)
            text = ":\n\n";
        allow(common_.limits.write);
        co_await stream_.write(text, {}, fault);
        allow_any_time();
        if (fault || ended)
            break;
        if (!woken_ && !peer_gone_) {
            Fault cancelled;
            alarm_.expires_after(common_.limits.heartbeat);
            co_await alarm_.async_wait(into(cancelled));
        }
    }
    feed.unsubscribe(id);
    common_.application.connections(common_.open, --common_.streams);
    stream_.close();
}

}  // namespace junheng::wire
