// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/papers.h"

#include "io/storage/digest.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kKeep =
    "INSERT INTO paper_content (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING";
constexpr std::string_view kSame =
    "SELECT count(*) FROM paper_file WHERE county = ? AND school_year = ? AND item = ? AND slot = "
    "? AND name = ? AND sha256 = ? AND to_set IS NULL";
constexpr std::string_view kClose =
    "UPDATE paper_file SET to_set = ? WHERE county = ? AND school_year = ? AND item = ? AND slot = "
    "? AND to_set IS NULL";
constexpr std::string_view kOpen =
    "INSERT INTO paper_file (county, school_year, item, slot, name, media_type, size, sha256, "
    "from_set) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kFiles =
    "SELECT f.id, f.item, f.slot, f.name, f.media_type, f.size, f.sha256, f.to_set IS NULL, s.who, "
    "s.at, f.school_year FROM paper_file f JOIN change_set s ON s.id = f.from_set WHERE f.county = "
    "?1 AND ";
constexpr std::string_view kOfYear = "f.school_year = ?2 ORDER BY f.item, f.slot, f.id DESC";
constexpr std::string_view kById = "f.id = ?2";
constexpr std::string_view kContent = "SELECT content FROM paper_content WHERE sha256 = ?";

Bytes bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

PaperFile file_of(const Statement& query) {
    return {
        .id = query.integer(0),
        .year = {static_cast<int>(query.integer(10))},
        .item = std::string(query.text(1)),
        .slot = std::string(query.text(2)),
        .name = std::string(query.text(3)),
        .media_type = std::string(query.text(4)),
        .size = query.integer(5),
        .sha256 = std::string(query.text(6)),
        .current = query.integer(7) != 0,
        .who = std::string(query.text(8)),
        .at = std::string(query.text(9))};
}

}  // namespace

std::int64_t put_paper(
    Connection& connection,
    std::string_view county,
    const NewPaper& paper,
    std::int64_t set
) {
    const std::string sha256 = sha256_hex(paper.content);
    const int year = paper.year.start;
    const auto same = connection.query(kSame)
                          .with(county, year, paper.item, paper.slot, paper.name, sha256)
                          .first_integer();
    if (same.value_or(0) > 0)
        return 0;
    connection.query(kKeep).with(sha256, bytes_of(paper.content)).run();
    connection.query(kClose).with(set, county, year, paper.item, paper.slot).run();
    connection.query(kOpen)
        .with(
            county,
            year,
            paper.item,
            paper.slot,
            paper.name,
            paper.media_type,
            static_cast<std::int64_t>(paper.content.size()),
            sha256,
            set
        )
        .run();
    return 1;
}

std::vector<PaperFile> papers(Connection& connection, std::string_view county, SchoolYear year) {
    std::vector<PaperFile> files;
    Statement& query =
        connection.query(std::string(kFiles) + std::string(kOfYear)).with(county, year.start);
    query.each([&] { files.push_back(file_of(query)); });
    return files;
}

Paper read_paper(Connection& connection, std::string_view county, std::int64_t id) {
    Paper paper;
    Statement& query = connection.query(std::string(kFiles) + std::string(kById)).with(county, id);
    if (!query.first([&] { paper.file = file_of(query); }))
        give_up(ErrorKind::usage, "store.paper_unknown", {{"id", std::to_string(id)}});
    Statement& content = connection.query(kContent).with(paper.file.sha256);
    content.first([&] {
        const Bytes found = content.blob(0);
        paper.content.assign(found.begin(), found.end());
    });
    if (sha256_hex(paper.content) != paper.file.sha256)
        give_up(ErrorKind::unavailable, "store.damaged", {{"reason", paper.file.sha256}});
    return paper;
}

}  // namespace junheng::sqlite
