// SPDX-License-Identifier: Apache-2.0
#include "app/service/secrets.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

#include "io/storage/digest.h"

namespace junheng {
namespace {

constexpr std::string_view kReadable = "23456789abcdefghjkmnpqrstuvwxyz";
constexpr std::size_t kGroups = 4;
constexpr std::size_t kGroupLength = 4;
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kIdBytes = 16;

void start_library() {
    static const int started = sodium_init();
    if (started < 0)
        throw std::runtime_error("libsodium does not start");
}

std::string base64(const unsigned char* bytes, std::size_t count) {
    constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(count, kForm), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, count, kForm);
    text.pop_back();
    return text;
}

template <std::size_t N>
std::string random_text() {
    start_library();
    std::array<unsigned char, N> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64(bytes.data(), bytes.size());
}

const std::string& nobodys_hash() {
    static const std::string hash = hash_password("nobody");
    return hash;
}

}  // namespace

std::string hash_password(std::string_view password) {
    start_library();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(
            hash.data(),
            password.data(),
            password.size(),
            crypto_pwhash_OPSLIMIT_INTERACTIVE,
            crypto_pwhash_MEMLIMIT_INTERACTIVE,
            crypto_pwhash_ALG_ARGON2ID13
        ) != 0)
        throw std::bad_alloc();
    return hash.data();
}

bool is_password(std::string_view hash, std::string_view password) {
    const std::string kept(hash.empty() ? std::string_view(nobodys_hash()) : hash);
    const bool right =
        crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
    return right && !hash.empty();
}

std::string one_time_password() {
    start_library();
    std::string text;
    for (std::size_t i = 0; i < kGroups * kGroupLength; ++i) {
        if (i > 0 && i % kGroupLength == 0)
            text += '-';
        text += kReadable[randombytes_uniform(static_cast<std::uint32_t>(kReadable.size()))];
    }
    return text;
}

std::string random_token() {
    return random_text<kTokenBytes>();
}

std::string random_id() {
    return random_text<kIdBytes>();
}

std::string token_digest(std::string_view token) {
    Digest digest;
    digest.add(token);
    return digest.hex();
}

bool same_text(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace junheng
