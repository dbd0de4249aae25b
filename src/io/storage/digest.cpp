// SPDX-License-Identifier: Apache-2.0
#include "io/storage/digest.h"

#include <array>

#include <sodium.h>

namespace junheng {
namespace {

constexpr std::size_t kDigestBytes = 32;

template <std::size_t Size>
std::string hex_of(const std::array<unsigned char, Size>& hash) {
    std::string text(Size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
}

}  // namespace

struct Digest::State {
    crypto_generichash_state hash;
};

Digest::Digest() : state_(std::make_unique<State>()) {
    crypto_generichash_init(&state_->hash, nullptr, 0, kDigestBytes);
}

Digest::~Digest() = default;

void Digest::add(std::span<const std::uint8_t> bytes) {
    crypto_generichash_update(&state_->hash, bytes.data(), bytes.size());
}

void Digest::add(std::string_view text) {
    add(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

std::string Digest::hex() {
    std::array<unsigned char, kDigestBytes> hash{};
    crypto_generichash_final(&state_->hash, hash.data(), hash.size());
    return hex_of(hash);
}

std::string sha256_hex(std::string_view content) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(
        hash.data(), reinterpret_cast<const unsigned char*>(content.data()), content.size()
    );
    return hex_of(hash);
}

}  // namespace junheng
