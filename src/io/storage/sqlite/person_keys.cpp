// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/person_keys.h"

#include <algorithm>

#include "io/storage/sqlite/row_feed.h"

namespace junheng::sqlite {
namespace {

constexpr int kIndexColumn = 1;
// A number that another child already goes by stays with that child.
constexpr std::string_view kAdd =
    "INSERT INTO person_key (county, blind_index, person) SELECT ?, c1, c2 FROM fed_rows WHERE true"
    " ON CONFLICT DO NOTHING";
constexpr std::string_view kRemove = "DELETE FROM person_key WHERE county = ? AND blind_index = ?";

}  // namespace

void PersonKeys::replace(
    std::int64_t person,
    const BlindIndex& main,
    const std::optional<BlindIndex>& other
) {
    replaced_.insert_or_assign(person, Numbers{main, other});
    add(main, person);
    if (other)
        add(*other, person);
}

void PersonKeys::remove_old(Connection& connection, std::string_view county) {
    if (replaced_.empty())
        return;
    for (const PersonKey& key : person_keys(connection, county)) {
        const auto now = replaced_.find(key.person);
        if (now != replaced_.end() && key.index != now->second.main &&
            key.index != now->second.other)
            connection.query(kRemove).with(county, key.index).run();
    }
}

void PersonKeys::write(Connection& connection, std::string_view county) {
    remove_old(connection, county);
    std::ranges::sort(added_, {}, &PersonKey::index);
    offer_fed_rows(connection);
    run_over_rows(
        connection,
        connection.query(kAdd).with(county),
        added_.size(),
        [&](const FedCell& cell) {
            const PersonKey& key = added_[cell.row];
            if (cell.column == kIndexColumn)
                cell.answer(Bytes(key.index));
            else
                cell.answer(key.person);
        }
    );
}

}  // namespace junheng::sqlite
