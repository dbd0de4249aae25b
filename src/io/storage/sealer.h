// SPDX-License-Identifier: Apache-2.0
/// Seals what tells a person apart, and makes the blind indexes by which it can still be found.
/// Needs the key that lies outside the database.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace junheng {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kIndexBytes = 16;
inline constexpr std::size_t kNonceBytes = 24;
inline constexpr std::size_t kTagBytes = 16;

using Key = std::array<std::uint8_t, kKeyBytes>;
/// Keyed hash: equal inputs, equal indexes; says nothing without the key.
using BlindIndex = std::array<std::uint8_t, kIndexBytes>;
using Nonce = std::array<std::uint8_t, kNonceBytes>;

/// Invariant: one subkey a purpose, derived from the master key. Safe to use from several threads.
class Sealer {
public:
    explicit Sealer(const Key& master);
    ~Sealer();
    Sealer(const Sealer&) = default;
    Sealer& operator=(const Sealer&) = default;

    /// What a database remembers to know its key again.
    BlindIndex check_value() const;
    BlindIndex index(std::string_view text) const;
    /// For "has this row changed".
    BlindIndex fingerprint(std::string_view text) const;

    /// Shape: nonce, ciphertext, tag. XChaCha20-Poly1305; `bound` must be given again to open it.
    void seal(
        std::string_view plain,
        const BlindIndex& bound,
        const Nonce& nonce,
        std::vector<std::uint8_t>& out
    ) const;
    std::vector<std::uint8_t> seal(std::string_view plain, const BlindIndex& bound) const;
    /// Empty when the key is another, or a byte was altered.
    std::optional<std::string> open(std::span<const std::uint8_t> sealed, const BlindIndex& bound)
        const;

private:
    Key seal_key_{};
    Key index_key_{};
    Key check_key_{};
    Key fingerprint_key_{};
};

/// `count` fresh nonces in one go.
std::vector<Nonce> fresh_nonces(std::size_t count);
/// A new random master key.
Key fresh_key();

}  // namespace junheng
