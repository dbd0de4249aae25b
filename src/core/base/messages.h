// SPDX-License-Identifier: Apache-2.0
/// Texts in Chinese and English by code, from data/messages/*.toml. Codes travel through the
/// program, sentences do not.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace junheng {

enum class Language { zh, en };

/// One code: what is said, what was expected, what to do. Slots stand as {name}.
struct MessageText {
    std::string text;
    std::string expected;
    std::string advice;
};

class Messages {
public:
    /// Reads every *.toml of the folder: tables `["code.of.message"]` with `zh`, `en` and, for
    /// issues, `expected_zh`, `expected_en`, `advice_zh`, `advice_en`. Errors: messages.unreadable.
    static Result<Messages> load(const std::filesystem::path& folder);

    /// Unknown codes come back as the code itself with its arguments, so that nothing is swallowed.
    std::string text(std::string_view code, const Args& args, Language language) const;
    std::string expected(std::string_view code, const Args& args, Language language) const;
    std::string advice(std::string_view code, const Args& args, Language language) const;

    /// Every code with its texts, for the completeness test.
    const std::map<std::string, std::map<std::string, std::string>>& entries() const {
        return entries_;
    }

private:
    std::string field(
        std::string_view code,
        std::string_view field,
        const Args& args,
        Language language
    ) const;

    std::map<std::string, std::map<std::string, std::string>> entries_;
};

/// Puts the arguments into the {slots} of a pattern; unknown slots stay as they are.
std::string fill_slots(std::string_view pattern, const Args& args);

}  // namespace junheng
