// SPDX-License-Identifier: Apache-2.0
/// BLAKE2b over a stream of bytes, for states that must be recognised; SHA-256 for what others
/// recognise too.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace junheng {

class Digest {
public:
    Digest();
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    void add(std::span<const std::uint8_t> bytes);
    void add(std::string_view text);
    /// Ends the stream.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Of a whole text.
std::string sha256_hex(std::string_view content);

}  // namespace junheng
