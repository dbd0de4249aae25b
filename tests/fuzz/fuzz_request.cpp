// SPDX-License-Identifier: Apache-2.0
// Bytes from the wire, in pieces: whatever their size, the same requests must come out, and be
// refused or not. Which of two faults is seen first may hang on the pieces. The first byte says how
// large the pieces are.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "app/server/wire/request_reader.h"
#include "core/base/json_reader.h"

namespace {

using junheng::wire::RequestReader;

struct Outcome {
    std::vector<std::string> requests;
    bool refused = false;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

constexpr std::uint64_t kBodyLimit = 4096;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

class Feeding {
public:
    Feeding(std::string_view text, std::size_t piece) : text_(text), piece_(piece) {}

    Outcome run() {
        do reader_.begin();
        while (one());
        return outcome_;
    }

private:
    bool more() {
        const auto room = reader_.room();
        const std::size_t count = std::min({piece_, room.size(), text_.size()});
        std::memcpy(room.data(), text_.data(), count);
        text_.remove_prefix(count);
        reader_.filled(count);
        return count > 0;
    }
    bool refused(const junheng::wire::Refused& refusal) {
        outcome_.refused = refusal.status != 0;
        return outcome_.refused;
    }
    bool one() {
        while (!reader_.head_done()) {
            if (refused(reader_.parse_head()))
                return false;
            if (!reader_.head_done() && !more())
                return false;
        }
        if (reader_.has_body()) {
            if (reader_.announced().value_or(0) > kBodyLimit)
                return false;
            reader_.limit_body(kBodyLimit);
        }
        while (!reader_.body_done()) {
            if (refused(reader_.parse_body()))
                return false;
            if (!reader_.body_done() && !more())
                return false;
        }
        const junheng::Request request = reader_.take();
        if (!request.path.starts_with('/') || request.path.find("/../") != std::string::npos ||
            request.path.find('\0') != std::string::npos || request.body.size() > kBodyLimit)
            std::abort();
        static_cast<void>(junheng::JsonDocument::parse(request.body));
        outcome_.requests.push_back(request.method_text + " " + request.path + "\n" + request.body);
        return true;
    }

    std::string_view text_;
    std::size_t piece_;
    RequestReader reader_;
    Outcome outcome_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    // A fault in a head that never ends may be seen at once or with the next line; so every head
    // ends.
    const std::string text =
        std::string(reinterpret_cast<const char*>(data + 1), size - 1) + std::string(kEndOfHead);
    const std::size_t piece = std::size_t{data[0]} + 1;
    if (Feeding(text, piece).run() != Feeding(text, text.size() + 1).run())
        std::abort();
    return 0;
}
