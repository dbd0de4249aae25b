// SPDX-License-Identifier: Apache-2.0
/// Where the commands talk: one JSON object or a page on stdout, logs and failures on stderr.
#pragma once

#include <string>
#include <string_view>

#include "app/service/context.h"
#include "core/base/result.h"

namespace junheng {

/// Options of every command.
struct Manners {
    bool json = false;
    bool quiet = false;
    std::string language;  // zh, en, or empty: $JUNHENG_LANG, the locale, zh
};

Language language_of(const Manners& manners);

/// A place as the user finds it: D5 in a sheet of a workbook, row and column of a csv.
std::string place_text(const Where& where);

class Console {
public:
    Console(const Context& context, const Manners& manners)
        : context_(context), manners_(manners) {}

    bool json() const { return manners_.json; }
    Language language() const { return context_.language; }
    const Messages& messages() const { return context_.messages; }
    /// A label of data/messages, for pages.
    std::string text(std::string_view code, const Args& args = {}) const;

    /// On stdout.
    void print(std::string_view text) const;
    void line(std::string_view text = {}) const;
    /// Whether all that went to stdout arrived there.
    bool written() const;
    /// On stderr, not when quiet.
    void note(std::string_view text) const;
    /// On stderr, also when quiet.
    void complain(std::string_view text) const;
    /// The failure where the caller looks for it; returns the exit code.
    int fail(const Error& error) const;

    /// A progress line on stderr, only on a terminal and not when quiet.
    void progress(std::string_view what, std::int64_t done) const;
    void end_progress() const;

private:
    const Context& context_;
    const Manners& manners_;
};

}  // namespace junheng
