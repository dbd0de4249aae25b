// SPDX-License-Identifier: Apache-2.0
#include "core/base/messages.h"

#include <algorithm>

#include <toml++/toml.h>

namespace junheng {
namespace {

std::map<std::string, std::string> texts_of(const toml::table& table) {
    std::map<std::string, std::string> texts;
    for (const auto& [key, node] : table)
        if (const auto text = node.value<std::string>())
            texts.emplace(std::string(key.str()), *text);
    return texts;
}

}  // namespace

Result<Messages> Messages::load(const std::filesystem::path& folder) {
    Messages messages;
    std::error_code fault;
    for (const auto& file : std::filesystem::directory_iterator(folder, fault)) {
        if (file.path().extension() != ".toml")
            continue;
        try {
            for (const auto& [code, node] : toml::parse_file(file.path().string()))
                if (const auto* table = node.as_table())
                    messages.entries_.insert_or_assign(std::string(code.str()), texts_of(*table));
        } catch (const toml::parse_error& e) {
            return failure(
                ErrorKind::internal,
                "messages.unreadable",
                {{"reason", std::string(e.description())}},
                {.file = file.path().string(), .row = static_cast<int>(e.source().begin.line)}
            );
        }
    }
    if (fault)
        return failure(
            ErrorKind::unavailable,
            "messages.unreadable",
            {{"reason", fault.message()}},
            {.file = folder.string()}
        );
    return messages;
}

std::string Messages::text(std::string_view code, const Args& args, Language language) const {
    std::string text = field(code, "", args, language);
    if (!text.empty())
        return text;
    text = code;
    for (const auto& [name, value] : args) text += " " + name + "=" + value;
    return text;
}

std::string Messages::expected(std::string_view code, const Args& args, Language language) const {
    return field(code, "expected_", args, language);
}

std::string Messages::advice(std::string_view code, const Args& args, Language language) const {
    return field(code, "advice_", args, language);
}

std::string Messages::field(
    std::string_view code,
    std::string_view prefix,
    const Args& args,
    Language language
) const {
    const auto entry = entries_.find(std::string(code));
    if (entry == entries_.end())
        return {};
    const auto text =
        entry->second.find(std::string(prefix) + (language == Language::zh ? "zh" : "en"));
    return text == entry->second.end() ? std::string{} : fill_slots(text->second, args);
}

std::string fill_slots(std::string_view pattern, const Args& args) {
    std::string result;
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        result += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const auto close = pattern.find('}', open);
        if (close == std::string_view::npos)
            return result += pattern.substr(open);
        const auto slot = pattern.substr(open + 1, close - open - 1);
        const auto arg = std::ranges::find(args, slot, &std::pair<std::string, std::string>::first);
        result +=
            arg == args.end() ? std::string(pattern.substr(open, close - open + 1)) : arg->second;
        pattern.remove_prefix(close + 1);
    }
    return result;
}

}  // namespace junheng
