// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/installation_key.h"

#include <algorithm>

#include "io/storage/key_file.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kCheckValue = "SELECT value FROM installation WHERE name = 'key_check'";
constexpr std::string_view kNoteCheckValue =
    "INSERT INTO installation (name, value) VALUES ('key_check', ?)";

std::optional<std::vector<std::uint8_t>> noted(Connection& connection) {
    std::optional<std::vector<std::uint8_t>> value;
    Statement& query = connection.query(kCheckValue);
    query.first([&] {
        const Bytes bytes = query.blob(0);
        value.emplace(bytes.begin(), bytes.end());
    });
    return value;
}

}  // namespace

Sealer installation_sealer(Connection& connection) {
    const auto file = key_file();
    auto key = take(read_key(file));
    if (!key && noted(connection))
        give_up(ErrorKind::unavailable, "store.key_absent", {}, {.file = file.string()});
    if (!key)
        key = take(make_key(file));
    return Sealer(*key);
}

void confirm_key(Connection& connection, const Sealer& sealer) {
    const BlindIndex check = sealer.check_value();
    const auto value = noted(connection);
    if (!value)
        connection.query(kNoteCheckValue).with(Bytes(check)).run();
    else if (!std::ranges::equal(*value, check))
        give_up(ErrorKind::forbidden, "store.key_wrong", {}, {.file = key_file().string()});
}

}  // namespace junheng::sqlite
