// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/pupil_batch.h"

#include "io/storage/pupil_text.h"

namespace junheng::sqlite {
namespace {

void find_known(PreparedPupil& pupil, const KnownPupils& known) {
    pupil.known_main = known.by_index.find(pupil.main);
    if (pupil.other)
        pupil.known_other = known.by_index.find(*pupil.other);
}

bool is_held(const PreparedPupil& pupil, const KnownPupils& known) {
    const auto slot = known_slot(pupil);
    return slot && known.pupils[*slot].enrolment != 0 &&
           known.pupils[*slot].fingerprint == pupil.fingerprint;
}

void prepare_one(
    PreparedPupil& pupil,
    const Sealer& sealer,
    const KnownPupils& known,
    const Nonce& nonce
) {
    const PupilKeys keys = pupil_keys(pupil.row);
    pupil.main = sealer.index(keys.main);
    if (!keys.other.empty())
        pupil.other = sealer.index(keys.other);
    const std::string plain = sealed_text(pupil.row);
    pupil.fingerprint = sealer.fingerprint(fingerprint_text(pupil.row, plain));
    find_known(pupil, known);
    if (!is_held(pupil, known))
        sealer.seal(plain, pupil.fingerprint, nonce, pupil.sealed);
}

}  // namespace

std::optional<std::uint32_t> known_slot(const PreparedPupil& pupil) {
    return pupil.known_main ? pupil.known_main : pupil.known_other;
}

void prepare(std::vector<PreparedPupil>& batch, const Sealer& sealer, const KnownPupils& known) {
    const auto nonces = fresh_nonces(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) prepare_one(batch[i], sealer, known, nonces[i]);
}

}  // namespace junheng::sqlite
