// SPDX-License-Identifier: Apache-2.0
/// Passwords and tokens.
#pragma once

#include <string>
#include <string_view>

namespace junheng {

/// Argon2id, with its salt and cost in the text. Cost: 64 MiB, about 0.1 s.
std::string hash_password(std::string_view password);
/// An empty hash costs the same and is never right, so that nobody learns by the time which names
/// exist.
bool is_password(std::string_view hash, std::string_view password);

/// 79 random bits that people can read out: "k7m2-x9qd-…", without letters that look alike.
std::string one_time_password();
/// 256 random bits, as they may stand in a cookie.
std::string random_token();
/// 128 random bits for a nonce or an id.
std::string random_id();
/// What is kept of a token.
std::string token_digest(std::string_view token);
/// In constant time.
bool same_text(std::string_view a, std::string_view b);

}  // namespace junheng
