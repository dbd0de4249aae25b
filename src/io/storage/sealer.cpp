// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sealer.h"

#include <sodium.h>

namespace junheng {
namespace {

static_assert(kKeyBytes == crypto_kdf_KEYBYTES);
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(kIndexBytes >= crypto_generichash_BYTES_MIN);

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "junheng1";
enum Purpose : std::uint64_t { kSeal = 1, kIndex = 2, kCheck = 3, kFingerprint = 4 };

Key subkey(const Key& master, Purpose purpose) {
    Key key;
    crypto_kdf_derive_from_key(key.data(), key.size(), purpose, kContext, master.data());
    return key;
}

BlindIndex keyed_hash(std::string_view text, const Key& key) {
    BlindIndex hash;
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(text.data()),
        text.size(),
        key.data(),
        key.size()
    );
    return hash;
}

// libsodium may be used once this has run; running it again does nothing.
void start_library() {
    static const int started = sodium_init();
    (void)started;
}

}  // namespace

Sealer::Sealer(const Key& master) {
    start_library();
    seal_key_ = subkey(master, kSeal);
    index_key_ = subkey(master, kIndex);
    check_key_ = subkey(master, kCheck);
    fingerprint_key_ = subkey(master, kFingerprint);
}

Sealer::~Sealer() {
    for (Key* key : {&seal_key_, &index_key_, &check_key_, &fingerprint_key_})
        sodium_memzero(key->data(), key->size());
}

BlindIndex Sealer::check_value() const {
    return keyed_hash("key of this installation", check_key_);
}

BlindIndex Sealer::index(std::string_view text) const {
    return keyed_hash(text, index_key_);
}

BlindIndex Sealer::fingerprint(std::string_view text) const {
    return keyed_hash(text, fingerprint_key_);
}

void Sealer::seal(
    std::string_view plain,
    const BlindIndex& bound,
    const Nonce& nonce,
    std::vector<std::uint8_t>& out
) const {
    out.resize(kNonceBytes + plain.size() + kTagBytes);
    std::copy(nonce.begin(), nonce.end(), out.begin());
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out.data() + kNonceBytes,
        nullptr,
        reinterpret_cast<const unsigned char*>(plain.data()),
        plain.size(),
        bound.data(),
        bound.size(),
        nullptr,
        nonce.data(),
        seal_key_.data()
    );
}

std::vector<std::uint8_t> Sealer::seal(std::string_view plain, const BlindIndex& bound) const {
    std::vector<std::uint8_t> sealed;
    seal(plain, bound, fresh_nonces(1).front(), sealed);
    return sealed;
}

std::optional<std::string> Sealer::open(
    std::span<const std::uint8_t> sealed,
    const BlindIndex& bound
) const {
    if (sealed.size() < kNonceBytes + kTagBytes)
        return std::nullopt;
    std::string plain(sealed.size() - kNonceBytes - kTagBytes, '\0');
    const int fault = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()),
        nullptr,
        nullptr,
        sealed.data() + kNonceBytes,
        sealed.size() - kNonceBytes,
        bound.data(),
        bound.size(),
        sealed.data(),
        seal_key_.data()
    );
    return fault == 0 ? std::optional(std::move(plain)) : std::nullopt;
}

std::vector<Nonce> fresh_nonces(std::size_t count) {
    start_library();
    std::vector<Nonce> nonces(count);
    randombytes_buf(nonces.data(), nonces.size() * sizeof(Nonce));
    return nonces;
}

Key fresh_key() {
    start_library();
    Key key;
    randombytes_buf(key.data(), key.size());
    return key;
}

}  // namespace junheng
