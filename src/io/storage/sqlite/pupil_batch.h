// SPDX-License-Identifier: Apache-2.0
/// Rows of an import on their way through the sealing, some thousand at a time, in a thread of
/// their own.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/domain/pupil.h"
#include "io/storage/sealer.h"
#include "io/storage/sqlite/known_pupils.h"

namespace junheng::sqlite {

struct PreparedPupil {
    PupilRow row;
    std::uint32_t place = 0;
    BlindIndex main{};
    std::optional<BlindIndex> other;
    BlindIndex fingerprint{};
    std::optional<std::uint32_t> known_main;  // slots in KnownPupils
    std::optional<std::uint32_t> known_other;
    std::vector<std::uint8_t> sealed;  // empty when the store holds this very row
};

/// The person that the row speaks of, if known: by the main number, else by the other one.
std::optional<std::uint32_t> known_slot(const PreparedPupil& pupil);

void prepare(std::vector<PreparedPupil>& batch, const Sealer& sealer, const KnownPupils& known);

}  // namespace junheng::sqlite
