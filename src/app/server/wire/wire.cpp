// SPDX-License-Identifier: Apache-2.0
#include "app/server/wire/wire.h"

#include <csignal>

#include <thread>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/basic_signal_set.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>

#include "app/server/wire/answer_head.h"
#include "app/server/wire/session.h"

namespace junheng {
namespace wire {
namespace {

constexpr std::chrono::milliseconds kSweep{250};
constexpr std::chrono::milliseconds kPause{100};  // when the system has no more descriptors
constexpr int kBacklog = 1024;

/// One io_context, its thread and its sessions. Invariant: sessions are touched on that thread
/// only.
class Shard {
public:
    explicit Shard(Common& common) : common_(common), sweep_timer_(context_.get_executor()) {}

    asio::io_context& context() { return context_; }
    Sessions& sessions() { return sessions_; }

    void start_sweeping() {
        asio::co_spawn(
            context_, [this] { return sweep(); }, asio::detached
        );
    }
    void drain() {
        asio::post(context_, [this] { end_each([](Session& session) { session.drain(); }); });
    }
    void close_all() {
        asio::post(context_, [this] { end_each([](Session& session) { session.close(); }); });
    }

private:
    /// A session may leave the list while it is walked through.
    template <class End>
    void end_each(End&& end) {
        for (auto session = sessions_.begin(); session != sessions_.end();) {
            Session& one = **session;
            ++session;
            end(one);
        }
    }

    Task<> sweep() {
        for (;;) {
            Fault fault;
            sweep_timer_.expires_after(kSweep);
            co_await sweep_timer_.async_wait(into(fault));
            const auto now = Clock::now();
            end_each([now](Session& session) { session.sweep(now); });
        }
    }

    Common& common_;
    Sessions sessions_;
    asio::io_context context_{1};
    Timer sweep_timer_;
};

}  // namespace
}  // namespace wire

using namespace wire;  // NOLINT(google-build-using-namespace): the other half of this file

struct Wire::State {
    State(const WireOptions& wanted, Application& application)
        : options(wanted), common{.application = application, .limits = wanted.limits} {
        for (int i = 0; i < std::max(1, options.threads); ++i)
            shards.push_back(std::make_unique<Shard>(common));
    }

    Result<void> load_certificate();
    Result<void> open();
    Task<> accept();
    Task<> refuse(Socket socket);
    Task<> wait_for_signal(const std::function<void()>& draining);
    Task<> wait_until_empty();
    void stop();

    WireOptions options;
    Common common;
    std::optional<asio::ssl::context> tls;
    std::vector<std::unique_ptr<Shard>> shards;
    std::optional<Acceptor> acceptor;
    std::optional<asio::basic_signal_set<Executor>> signals;
    std::size_t next = 0;
};

Wire::Wire(const WireOptions& options, Application& application)
    : state_(std::make_unique<State>(options, application)) {}
Wire::~Wire() = default;

Result<void> Wire::State::load_certificate() {
    if (options.certificate.empty())
        return {};
    Fault fault;
    tls.emplace(asio::ssl::context::tls_server);
    tls->set_options(
        asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
            asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
            asio::ssl::context::no_tlsv1_1 | asio::ssl::context::single_dh_use,
        fault
    );
    tls->use_certificate_chain_file(options.certificate.string(), fault);
    if (!fault)
        tls->use_private_key_file(options.key.string(), asio::ssl::context::pem, fault);
    if (fault)
        return failure(
            ErrorKind::usage,
            "server.bad_certificate",
            {{"reason", fault.message()}},
            {.file = options.certificate.string()}
        );
    common.tls = &*tls;
    return {};
}

Result<void> Wire::State::open() {
    Fault fault;
    const auto address = asio::ip::make_address(options.address, fault);
    if (fault)
        return failure(ErrorKind::usage, "server.bad_address", {{"value", options.address}});
    const asio::ip::tcp::endpoint end(address, options.port);
    // From here on a signal waits for run(), and does not end the program.
    signals.emplace(shards.front()->context().get_executor(), SIGTERM, SIGINT);
    acceptor.emplace(shards.front()->context().get_executor());
    acceptor->open(end.protocol(), fault);
    if (!fault)
        acceptor->set_option(asio::socket_base::reuse_address(true), fault);
    if (!fault)
        acceptor->bind(end, fault);
    if (!fault)
        acceptor->listen(kBacklog, fault);
    if (!fault)
        return {};
    const bool taken = fault == asio::error::address_in_use;
    return failure(
        ErrorKind::unavailable,
        taken ? "server.port_taken" : "server.cannot_listen",
        {{"address", fmt::format("{}:{}", options.address, options.port)},
         {"reason", fault.message()}}
    );
}

Result<void> Wire::listen() {
    if (auto loaded = state_->load_certificate(); !loaded)
        return loaded;
    return state_->open();
}

std::string Wire::url() const {
    const auto end = state_->acceptor->local_endpoint();
    const std::string host = end.address().is_v6() ? fmt::format("[{}]", end.address().to_string())
                                                   : end.address().to_string();
    return fmt::format("{}://{}:{}", state_->tls ? "https" : "http", host, end.port());
}

Task<> Wire::State::accept() {
    while (!common.draining) {
        Shard& shard = *shards[next++ % shards.size()];
        Socket socket(shard.context().get_executor());
        Fault fault;
        co_await acceptor->async_accept(socket, into(fault));
        if (fault == asio::error::operation_aborted)
            co_return;
        if (fault) {
            Timer pause(shards.front()->context().get_executor());
            pause.expires_after(kPause);
            co_await pause.async_wait(into(fault));
            continue;
        }
        if (common.open >= options.limits.connections) {
            co_await refuse(std::move(socket));
            continue;
        }
        // The session's whole life is on its own thread, its beginning included.
        asio::post(
            shard.context(),
            [this, &shard, kept = std::make_shared<Socket>(std::move(socket))] {
                std::make_shared<Session>(std::move(*kept), common, shard.sessions())->start();
            }
        );
    }
}

/// One try without waiting: whoever floods the server shall not hold up the others.
Task<> Wire::State::refuse(Socket socket) {
    if (!tls) {
        Fault fault;
        const Response response = common.application.refusal(503, "http.too_many_connections", {});
        const std::string text = answer_head(response, false, false) + *response.body;
        socket.non_blocking(true, fault);
        socket.send(asio::buffer(text), 0, fault);
        socket.shutdown(Socket::shutdown_send, fault);
    }
    co_return;
}

Task<> Wire::State::wait_for_signal(const std::function<void()>& draining) {
    Fault fault;
    co_await signals->async_wait(into(fault));
    common.draining = true;
    draining();
    acceptor->close(fault);
    for (const auto& shard : shards) shard->drain();
    co_await wait_until_empty();
    for (const auto& shard : shards) shard->close_all();
    stop();
}

Task<> Wire::State::wait_until_empty() {
    Timer timer(shards.front()->context().get_executor());
    const auto end = Clock::now() + options.limits.drain;
    while (common.open > 0 && Clock::now() < end) {
        Fault fault;
        timer.expires_after(std::chrono::milliseconds(20));
        co_await timer.async_wait(into(fault));
    }
}

void Wire::State::stop() {
    for (const auto& shard : shards)
        asio::post(shard->context(), [&context = shard->context()] { context.stop(); });
}

void Wire::run(const std::function<void()>& draining) {
    State& state = *state_;
    for (const auto& shard : state.shards) shard->start_sweeping();
    asio::io_context& first = state.shards.front()->context();
    asio::co_spawn(
        first, [&state] { return state.accept(); }, asio::detached
    );
    asio::co_spawn(
        first, [&state, &draining] { return state.wait_for_signal(draining); }, asio::detached
    );
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < state.shards.size(); ++i)
        threads.emplace_back([&shard = *state.shards[i]] { shard.context().run(); });
    first.run();
    for (std::thread& thread : threads) thread.join();
}

}  // namespace junheng
