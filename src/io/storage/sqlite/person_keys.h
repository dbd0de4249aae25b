// SPDX-License-Identifier: Apache-2.0
/// The blind indexes that an import adds: kept back and written in order, which is several times
/// faster than at random.
#pragma once

#include <optional>
#include <unordered_map>

#include "io/storage/sqlite/known_pupils.h"

namespace junheng::sqlite {

class PersonKeys {
public:
    void add(const BlindIndex& index, std::int64_t person) { added_.push_back({index, person}); }
    /// From now on the person goes by these numbers and no others: an old one may have been
    /// somebody else's.
    void replace(
        std::int64_t person,
        const BlindIndex& main,
        const std::optional<BlindIndex>& other
    );
    void write(Connection& connection, std::string_view county);

private:
    void remove_old(Connection& connection, std::string_view county);

    struct Numbers {
        BlindIndex main;
        std::optional<BlindIndex> other;
    };
    std::vector<PersonKey> added_;
    std::unordered_map<std::int64_t, Numbers> replaced_;
};

}  // namespace junheng::sqlite
