// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "io/exchange/assessment_json.h"
#include "io/exchange/issue_terms.h"

namespace junheng {
namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string column_letters(int column) {
    constexpr int kLetters = 26;
    std::string letters;
    for (; column > 0; column = (column - 1) / kLetters)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % kLetters));
    return letters;
}

/// The error with the glossary's terms beside its identifiers; without a glossary as it is.
Error with_terms(Error error, const Context& context) {
    if (const auto glossary = Glossary::load(context.glossary()))
        add_terms(error.args, *glossary, context.language);
    return error;
}

}  // namespace

std::string place_text(const Where& where) {
    std::string text = where.file;
    if (!where.sheet.empty()) {
        text += " [" + where.sheet + "]";
        if (where.row > 0)
            text += fmt::format(" {}{}", column_letters(where.column), where.row);
        return text;
    }
    if (where.row > 0)
        text += fmt::format(":{}", where.row);
    if (where.column > 0)
        text += fmt::format(":{}", where.column);
    return text;
}

Language language_of(const Manners& manners) {
    for (const std::string_view wish :
         {std::string_view(manners.language),
          variable("JUNHENG_LANG"),
          variable("LC_ALL"),
          variable("LANG")}) {
        if (wish.starts_with("en"))
            return Language::en;
        if (wish.starts_with("zh"))
            return Language::zh;
    }
    return Language::zh;
}

std::string Console::text(std::string_view code, const Args& args) const {
    return context_.messages.text(code, args, context_.language);
}

void Console::print(std::string_view text) const {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void Console::line(std::string_view text) const {
    print(text);
    print("\n");
}

void Console::note(std::string_view text) const {
    if (!manners_.quiet)
        fmt::print(stderr, "{}\n", text);
}

bool Console::written() const {
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

void Console::complain(std::string_view text) const {
    std::fwrite(text.data(), 1, text.size(), stderr);
}

int Console::fail(const Error& given) const {
    const Error error = with_terms(given, context_);
    if (manners_.json)
        line(error_json(error, context_.messages, context_.language));
    const std::string where = place_text(error.where);
    fmt::print(stderr, "{}{}{}\n", where, where.empty() ? "" : ": ", text(error.code, error.args));
    const std::string advice = context_.messages.advice(error.code, error.args, context_.language);
    if (!advice.empty())
        fmt::print(stderr, "  {}\n", advice);
    return exit_code(error.kind);
}

void Console::progress(std::string_view what, std::int64_t done) const {
    if (!manners_.quiet && isatty(STDERR_FILENO) != 0)
        fmt::print(stderr, "\r\x1b[K{} {}", what, done);
}

void Console::end_progress() const {
    if (!manners_.quiet && isatty(STDERR_FILENO) != 0)
        fmt::print(stderr, "\r\x1b[K");
}

}  // namespace junheng
