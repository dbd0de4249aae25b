// SPDX-License-Identifier: Apache-2.0
/// Asio with concrete executors: any_io_executor costs an allocation and a virtual call a step.
/// For the files of this folder only.
#pragma once

#include <utility>  // Asio 1.74 forgets it for its coroutines

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace junheng::wire {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <class T = void>
using Task = asio::awaitable<T, Executor>;
using Use = asio::use_awaitable_t<Executor>;
inline constexpr Use kUse{};
using Fault = boost::system::error_code;

inline auto into(Fault& fault) {
    return asio::redirect_error(kUse, fault);
}

}  // namespace junheng::wire
