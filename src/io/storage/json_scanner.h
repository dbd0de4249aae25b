// SPDX-License-Identifier: Apache-2.0
/// Reads the JSON that change_text writes, token by token. Anything else sets `failed` and yields
/// empty values.
#pragma once

#include <string>
#include <string_view>

#include "core/domain/table.h"

namespace junheng {

class JsonScanner {
public:
    explicit JsonScanner(std::string_view text) : rest_(text) {}

    bool failed() const { return failed_; }
    bool at_end() const { return rest_.empty(); }

    /// Takes the token if it comes next.
    bool take(std::string_view token);
    void expect(std::string_view token);
    std::string text();
    Value value();

    /// Calls item() for each element of a list.
    template <class F>
    void list(F&& item) {
        expect("[");
        if (take("]"))
            return;
        do item();
        while (!failed_ && take(","));
        expect("]");
    }

private:
    Value number();
    Value missing();
    std::string escape();

    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace junheng
