// SPDX-License-Identifier: Apache-2.0
/// Answers that many handlers give.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/server/desk.h"
#include "app/service/reach.h"
#include "app/service/write_reach.h"

namespace junheng {

class JsonWriter;

/// Packed when it is long and the other side can unpack it. Never kept by a cache on the way.
Response json_answer(const Call& call, std::string text);
/// The same from a writer that is done.
Response json_answer(const Call& call, JsonWriter& json);
Response no_content();
/// For saving, under its name.
Response file_answer(std::string name, std::string content);
Response health(bool draining);

/// Made once for all who ask with the same operation, parameters, language and `whose` in the same
/// state of the county; a client that has it already gets 304.
Result<Response> kept_answer(
    const Call& call,
    const std::string& whose,
    const std::function<Result<std::string>()>& make
);

/// The judgement that the parameters `year` and `scenario` ask for.
Result<JudgementPtr> judgement(const Call& call);
/// The part of it that the caller reaches.
Reach reach(const Call& call, const Snapshot& snapshot);
Writer writer(const Call& call);

/// What the cookie header holds of ours; empty where it does not.
std::string session_token(std::string_view cookie);

}  // namespace junheng
