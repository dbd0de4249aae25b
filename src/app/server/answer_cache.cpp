// SPDX-License-Identifier: Apache-2.0
#include "app/server/answer_cache.h"

#include <stdexcept>

#include <zlib.h>

#include "io/storage/digest.h"

namespace junheng {
namespace {

constexpr std::size_t kMost = 256;
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

std::shared_ptr<AnswerCache::Slot> AnswerCache::slot(
    const std::string& key,
    std::int64_t revision
) {
    const std::scoped_lock lock(mutex_);
    if (revision < revision_)
        return std::make_shared<Slot>();
    if (revision > revision_ || slots_.size() >= kMost)
        slots_.clear();
    revision_ = revision;
    auto& found = slots_[key];
    if (!found)
        found = std::make_shared<Slot>();
    return found;
}

Result<KeptAnswerPtr> AnswerCache::get(
    const std::string& key,
    std::int64_t revision,
    const std::function<Result<std::string>()>& make
) {
    const auto place = slot(key, revision);
    const std::scoped_lock lock(place->mutex);
    if (place->answer)
        return place->answer;
    auto text = make();
    if (!text)
        return tl::unexpected(text.error());
    Digest digest;
    digest.add(*text);
    auto answer = std::make_shared<KeptAnswer>();
    answer->tag = "W/\"" + digest.hex().substr(0, kTagLength) + "\"";
    answer->packed = bytes(gzip(*text, kLevel));
    answer->plain = bytes(*std::move(text));
    place->answer = answer;
    return answer;
}

}  // namespace junheng
