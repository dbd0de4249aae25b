// SPDX-License-Identifier: Apache-2.0
#include "app/server/answer_cache.h"

#include <stdexcept>

#include <zlib.h>

#include "io/storage/digest.h"

namespace junheng {
namespace {

constexpr int kGzipWindow = 15 + 16;  // 16 asks zlib for the gzip form
constexpr int kMemory = 8;
constexpr int kLevel = 6;
constexpr std::size_t kTagLength = 32;

}  // namespace

std::string gzip(const std::string& text, int level) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib does not start");
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int done = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (done != Z_STREAM_END)
        throw std::runtime_error("zlib does not end");
    return packed;
}

KeptAnswer kept(std::string text) {
    KeptAnswer answer;
    Digest digest;
    digest.add(text);
    answer.tag = "W/\"" + digest.hex().substr(0, kTagLength) + "\"";
    answer.packed = bytes(gzip(text, kLevel));
    answer.plain = bytes(std::move(text));
    return answer;
}

}  // namespace junheng
