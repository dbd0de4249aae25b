// SPDX-License-Identifier: Apache-2.0
/// One connection from its first byte to its last: reads requests one after another, keeps the
/// limits, writes answers. All of it on the thread of its io_context.
#pragma once

#include <atomic>
#include <list>
#include <memory>

#include "app/server/wire/stream.h"
#include "app/server/wire/wire.h"

namespace junheng::wire {

class Session;

/// What all sessions of the server share.
struct Common {
    Application& application;
    WireLimits limits;
    asio::ssl::context* tls = nullptr;
    std::atomic<bool> draining = false;
    std::atomic<std::size_t> open = 0;
    std::atomic<std::size_t> streams = 0;
};

/// The sessions of one io_context, for its sweep.
using Sessions = std::list<Session*>;

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Socket socket, Common& common, Sessions& siblings);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Serves until the end of the connection; the session keeps itself alive.
    void start();
    /// Ends what outlived its deadline: the first time what is waited for, so that an answer can
    /// still be given, the second time the connection.
    void sweep(Clock::time_point now);
    /// Ends the session unless a request is being read or answered.
    void drain();
    void close();

private:
    struct Reader;
    enum class Phase { idle, busy, streaming };

    Task<> run();
    Task<> serve(Reader& reader);
    Task<bool> serve_one(Reader& reader);
    Task<bool> read_head(Reader& reader);
    Task<bool> take_body(Reader& reader, const Admission& admission);
    Task<bool> read_body(Reader& reader, std::size_t limit);
    Task<bool> more(Reader& reader);
    Task<Response> answered(Request request, std::shared_ptr<const void> ticket);
    Task<> refuse(int status, std::string_view code);
    Task<> refuse_body(int status, std::string_view code, std::size_t limit);
    Task<> end_with(Response response);
    Task<bool> send(const Response& response, bool head_only, bool keep_alive);
    Task<> send_events(EventFeed& feed);
    Task<> watch_peer();
    Task<> discard();

    void allow(std::chrono::milliseconds time);
    void allow_any_time();
    bool expired() const { return expired_; }
    void wake();

    Stream stream_;
    Common& common_;
    Sessions& siblings_;
    Sessions::iterator place_;
    Clock::time_point deadline_;
    Timer alarm_;
    Phase phase_ = Phase::idle;
    bool expired_ = false;
    bool woken_ = false;
    bool peer_gone_ = false;
};

}  // namespace junheng::wire
