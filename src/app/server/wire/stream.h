// SPDX-License-Identifier: Apache-2.0
/// One connection, plain or TLS, behind one type, so that the session is compiled once.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/buffer.hpp>

#include "app/server/wire/asio_types.h"

namespace boost::asio::ssl {
class context;
}

namespace junheng::wire {

class Stream {
public:
    /// `tls` none: plain.
    Stream(Socket socket, asio::ssl::context* tls);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    bool secure() const { return tls_ != nullptr; }
    std::string peer() const;
    Executor executor();

    /// Nothing to do on a plain connection.
    Task<> handshake(Fault& fault);
    Task<std::size_t> read_some(asio::mutable_buffer room, Fault& fault);
    Task<> write(std::string_view head, std::string_view body, Fault& fault);
    /// Ends when the other end closed, or sent something. A closed TLS connection is not always
    /// seen.
    Task<> closed();
    /// No more from this side; the other may still read what was sent.
    Task<> shut_down();

    /// Ends whatever is waited for.
    void cancel();
    void close();

private:
    struct Tls;
    Socket socket_;
    std::unique_ptr<Tls> tls_;
};

}  // namespace junheng::wire
