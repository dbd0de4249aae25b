// SPDX-License-Identifier: Apache-2.0
#include "app/server/wire/stream.h"

#include <array>

#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

namespace junheng::wire {

struct Stream::Tls {
    Tls(Socket& socket, asio::ssl::context& context) : stream(socket, context) {}
    asio::ssl::stream<Socket&> stream;
};

Stream::Stream(Socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) {
    Fault ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    if (tls != nullptr)
        tls_ = std::make_unique<Tls>(socket_, *tls);
}

Stream::~Stream() = default;

std::string Stream::peer() const {
    Fault fault;
    const auto end = socket_.remote_endpoint(fault);
    return fault ? std::string() : end.address().to_string();
}

Executor Stream::executor() {
    return socket_.get_executor();
}

Task<> Stream::handshake(Fault& fault) {
    if (tls_)
        co_await tls_->stream.async_handshake(asio::ssl::stream_base::server, into(fault));
}

Task<std::size_t> Stream::read_some(asio::mutable_buffer room, Fault& fault) {
    if (tls_)
        co_return co_await tls_->stream.async_read_some(room, into(fault));
    co_return co_await socket_.async_read_some(room, into(fault));
}

Task<> Stream::write(std::string_view head, std::string_view body, Fault& fault) {
    const std::array parts{
        asio::const_buffer(head.data(), head.size()), asio::const_buffer(body.data(), body.size())};
    if (tls_)
        co_await asio::async_write(tls_->stream, parts, into(fault));
    else
        co_await asio::async_write(socket_, parts, into(fault));
}

Task<> Stream::closed() {
    Fault ignored;
    co_await socket_.async_wait(Socket::wait_read, into(ignored));
}

Task<> Stream::shut_down() {
    Fault ignored;
    if (tls_)
        co_await tls_->stream.async_shutdown(into(ignored));
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Stream::cancel() {
    Fault ignored;
    socket_.cancel(ignored);
}

void Stream::close() {
    Fault ignored;
    socket_.close(ignored);
}

}  // namespace junheng::wire
