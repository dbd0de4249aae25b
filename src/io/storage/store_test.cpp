// SPDX-License-Identifier: Apache-2.0
#include "io/storage/store.h"

#include <array>

#include <gmock/gmock.h>

#include "io/storage/snapshot_samples.h"

namespace junheng {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CellSet rename(const std::string& code, const std::string& before, const std::string& after) {
    return {TableId::schools, {code}, 1, before, after};
}

Changes new_school(const std::string& code, const std::string& name) {
    Snapshot with = empty_county();
    with.schools.write().push_back(school(code, name));
    return diff(empty_county(), with);
}

TEST_F(StoreTest, KeepsEveryFieldOfEveryTable) {
    const Snapshot county = sample_county();
    must_commit(commit_of(diff(empty_county(), county)));
    const auto loaded = store->load(kCounty, kYear);
    ASSERT_TRUE(loaded) << error_code(loaded);
    EXPECT_TRUE(same_figures(county, *loaded));
    EXPECT_EQ(loaded->county_name, "历城区");
    EXPECT_THAT(diff(county, *loaded), IsEmpty());
}

TEST_F(StoreTest, EveryCellCanBeSetAndSetBack) {
    must_commit(commit_of(diff(empty_county(), sample_county())));
    const std::string before = hash();
    Changes changes;
    for (const TableId table : all_tables()) {
        const TableSpec& spec = table_spec(table);
        const auto rows = rows_of(*store->load(kCounty, kYear), table);
        for (std::size_t field = spec.key_fields; field < spec.fields.size(); ++field) {
            changes.push_back(CellSet{
                table, key_part(spec, rows[0]), field, rows[0][field], rows[1][field]});
        }
    }
    const auto id = must_commit(commit_of(changes));
    const auto expected = junheng::apply(changes, sample_county());
    ASSERT_TRUE(expected);
    EXPECT_TRUE(same_figures(*expected, *store->load(kCounty, kYear)));
    ASSERT_TRUE(store->undo(kCounty, id, clerk()));
    EXPECT_EQ(hash(), before);
}

TEST_F(StoreTest, UndoAndRedoOnlyAddToTheLog) {
    const auto empty = hash();
    const auto made = must_commit(commit_of(new_school("2137000001", "实验小学")));
    const auto full = hash();
    const auto undone = store->undo(kCounty, made, clerk("wrong file"));
    ASSERT_TRUE(undone) << error_code(undone);
    EXPECT_EQ(hash(), empty);
    EXPECT_THAT(*store->years(kCounty), IsEmpty());
    EXPECT_EQ(error_code(store->undo(kCounty, made, clerk())), "store.already_undone");
    ASSERT_TRUE(store->undo(kCounty, *undone->id, clerk("right file after all")));
    EXPECT_EQ(hash(), full);

    const auto sets = *store->history(kCounty);
    ASSERT_EQ(sets.size(), 3U);
    EXPECT_EQ(sets[0].rows.added, 1);
    EXPECT_FALSE(sets[0].undone_by);  // redone since
    EXPECT_EQ(sets[1].rows.gone, 1);
    EXPECT_EQ(sets[1].undoes, made);
    EXPECT_EQ(sets[1].undone_by, sets[2].id);
    EXPECT_EQ(sets[1].author, clerk("wrong file"));
}

TEST_F(StoreTest, NothingChangedIsNothingWritten) {
    must_commit(commit_of(new_school("2137000001", "实验小学")));
    const auto done = store->commit(kCounty, commit_of({}));
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->id);
    EXPECT_EQ(store->history(kCounty)->size(), 1U);
}

TEST_F(StoreTest, ADryRunCountsAndKeepsNothing) {
    const auto empty = hash();
    Commit commit = commit_of(new_school("2137000001", "实验小学"));
    commit.dry_run = true;
    const auto done = store->commit(kCounty, commit);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->rows.added, 1);
    EXPECT_FALSE(done->id);
    EXPECT_EQ(hash(), empty);
}

TEST_F(StoreTest, AChangeOfWhatIsNoLongerThereIsAConflict) {
    must_commit(commit_of(new_school("2137000001", "实验小学")));
    const auto before = hash();
    const auto done = store->commit(kCounty, commit_of({rename("2137000001", "旧名", "新名")}));
    ASSERT_EQ(error_code(done), "change.conflict");
    EXPECT_EQ(done.error().kind, ErrorKind::data);
    EXPECT_THAT(
        done.error().args,
        ElementsAre(
            std::pair("table", "schools"),
            std::pair("key", "2137000001"),
            std::pair("field", "name"),
            std::pair("expected", "旧名"),
            std::pair("found", "实验小学")
        )
    );
    EXPECT_EQ(
        error_code(store->commit(kCounty, commit_of(new_school("2137000001", "x")))),
        "change.row_exists"
    );
    EXPECT_EQ(
        error_code(store->commit(kCounty, commit_of({rename("2137000009", "a", "b")}))),
        "change.row_absent"
    );
    EXPECT_EQ(
        error_code(store->commit(kCounty, commit_of(inverse(new_school("2137000001", "x"))))),
        "change.conflict"
    );
    EXPECT_EQ(hash(), before);
}

TEST_F(StoreTest, ACommitIsAllOrNothing) {
    const auto before = hash();
    Changes changes = new_school("2137000001", "实验小学");
    changes.push_back(rename("2137000009", "a", "b"));
    EXPECT_FALSE(store->commit(kCounty, commit_of(changes)));
    EXPECT_EQ(hash(), before);
    EXPECT_THAT(*store->history(kCounty), IsEmpty());
}

TEST_F(StoreTest, UndoRefusesWhatALaterChangeTouched) {
    const auto made = must_commit(commit_of(new_school("2137000001", "一小")));
    const auto renamed = must_commit(commit_of({rename("2137000001", "一小", "二小")}));
    const auto again = must_commit(commit_of({rename("2137000001", "二小", "三小")}));
    const auto refused = store->undo(kCounty, renamed, clerk());
    ASSERT_EQ(error_code(refused), "store.undo_conflict");
    EXPECT_THAT(refused.error().args, testing::Contains(std::pair("later", std::to_string(again))));
    EXPECT_EQ(error_code(store->undo(kCounty, made, clerk())), "store.undo_conflict");
    ASSERT_TRUE(store->undo(kCounty, again, clerk()));
    ASSERT_TRUE(store->undo(kCounty, renamed, clerk()));
    EXPECT_TRUE(store->undo(kCounty, made, clerk()));
    EXPECT_EQ(error_code(store->undo(kCounty, 99, clerk())), "store.change_set_unknown");
}

Commit import_of(const Changes& changes) {
    Commit commit{.kind = ChangeKind::import, .author = clerk("autumn")};
    commit.sheets.push_back({"schools.xlsx", "学校", TableId::schools, {2, 3, 0, 7}});
    for (const Change& change : changes)
        commit.changes.push_back({.year = kYear, .change = change, .sheet = 0, .row = 5});
    return commit;
}

TEST_F(StoreTest, ACellKnowsWhereItCameFrom) {
    const CellAddress cell{kYear, TableId::schools, {std::string("2137000001")}, 1};
    EXPECT_EQ(*store->origin_of(kCounty, cell), std::nullopt);
    const auto imported = must_commit(import_of(new_school("2137000001", "一小")));
    auto origin = *store->origin_of(kCounty, cell);
    ASSERT_TRUE(origin);
    EXPECT_EQ(origin->where, (Where{"schools.xlsx", "学校", 5, 3}));
    EXPECT_EQ(origin->author, clerk("autumn"));

    const auto edited = must_commit(commit_of({rename("2137000001", "一小", "二小")}));
    EXPECT_EQ((*store->origin_of(kCounty, cell))->change_set, edited);
    EXPECT_EQ((*store->origin_of(kCounty, cell))->kind, ChangeKind::edit);
    const auto undone = store->undo(kCounty, edited, clerk());
    EXPECT_EQ((*store->origin_of(kCounty, cell))->change_set, imported);
    ASSERT_TRUE(store->undo(kCounty, *undone->id, clerk()));
    EXPECT_EQ((*store->origin_of(kCounty, cell))->change_set, edited);
}

TEST_F(StoreTest, AChangeSetComesBackAsItWasWritten) {
    const Commit written = import_of(diff(empty_county(), sample_county()));
    const auto id = must_commit(written);
    const auto read = store->changes_of(kCounty, id);
    ASSERT_TRUE(read) << error_code(read);
    EXPECT_EQ(read->author, written.author);
    ASSERT_EQ(read->sheets.size(), 1U);
    EXPECT_EQ(read->sheets[0].columns, written.sheets[0].columns);
    ASSERT_EQ(read->changes.size(), written.changes.size());
    for (std::size_t i = 0; i < read->changes.size(); ++i) {
        EXPECT_EQ(read->changes[i].change, written.changes[i].change);
        EXPECT_EQ(read->changes[i].row, 5);
    }
    EXPECT_THAT(store->history(kCounty)->at(0).files, ElementsAre("schools.xlsx"));
}

TEST_F(StoreTest, EveryYearIsKept) {
    must_commit(commit_of(new_school("2137000001", "一小"), {2023}));
    must_commit(commit_of(new_school("2137000001", "一小"), {2025}));
    EXPECT_THAT(*store->years(kCounty), ElementsAre(SchoolYear{2023}, SchoolYear{2025}));
    EXPECT_EQ(store->load(kCounty, {2024})->schools.size(), 0U);
}

TEST_F(StoreTest, CountiesDoNotMix) {
    ASSERT_TRUE(store->put_county({"370113", "长清区"}));
    must_commit(commit_of(new_school("2137000001", "一小")));
    EXPECT_EQ(store->load("370113", kYear)->schools.size(), 0U);
    EXPECT_THAT(*store->history("370113"), IsEmpty());
    EXPECT_EQ(store->counties()->size(), 2U);
    EXPECT_EQ(error_code(store->load("999999", kYear)), "store.county_unknown");
    EXPECT_EQ(error_code(store->put_county({"12", "x"})), "store.county_code");
}

TEST_F(StoreTest, TwoConnectionsSeeEachOther) {
    const auto other = open_store(file.string());
    ASSERT_TRUE(other) << error_code(other);
    must_commit(commit_of(new_school("2137000001", "一小")));
    EXPECT_EQ((*other)->load(kCounty, kYear)->schools.size(), 1U);
    ASSERT_TRUE((*other)->commit(kCounty, commit_of({rename("2137000001", "一小", "二小")})));
    EXPECT_EQ(
        error_code(store->commit(kCounty, commit_of({rename("2137000001", "一小", "三小")}))),
        "change.conflict"
    );
}

TEST_F(StoreTest, ScenariosStandBesideTheYear) {
    const Scenario scenario{"并校", kYear, clerk("what if"), diff(empty_county(), sample_county())};
    ASSERT_TRUE(store->save_scenario(kCounty, scenario));
    ASSERT_TRUE(store->save_scenario(kCounty, {"b", kYear, clerk(), {rename("1", "a", "b")}}));
    EXPECT_THAT(*store->scenarios(kCounty), ElementsAre("b", "并校"));
    const auto loaded = store->load_scenario(kCounty, "并校");
    ASSERT_TRUE(loaded) << error_code(loaded);
    EXPECT_EQ(loaded->changes, scenario.changes);
    EXPECT_EQ(loaded->author, scenario.author);
    EXPECT_EQ(store->load_scenario(kCounty, "b")->changes, (Changes{rename("1", "a", "b")}));
    ASSERT_TRUE(store->remove_scenario(kCounty, "b"));
    EXPECT_EQ(error_code(store->remove_scenario(kCounty, "b")), "store.scenario_unknown");
    EXPECT_EQ(error_code(store->load_scenario(kCounty, "b")), "store.scenario_unknown");
}

TEST_F(StoreTest, AReportedStateStaysAsItWasSigned) {
    EXPECT_EQ(error_code(store->freeze(kCounty, kYear, clerk())), "store.year_absent");
    must_commit(commit_of(diff(empty_county(), sample_county())));
    const auto frozen = store->freeze(kCounty, kYear, clerk("handed in"));
    ASSERT_TRUE(frozen) << error_code(frozen);
    must_commit(commit_of(new_school("2137000077", "later")));
    const auto reported = store->load_reported(kCounty, frozen->id);
    ASSERT_TRUE(reported) << error_code(reported);
    EXPECT_TRUE(same_figures(*reported, sample_county()));
    ASSERT_EQ(store->reported(kCounty)->size(), 1U);
    EXPECT_EQ(store->reported(kCounty)->front().signer, clerk("handed in"));
    EXPECT_EQ(error_code(store->undo(kCounty, frozen->id, clerk())), "store.not_undoable");
    EXPECT_EQ(error_code(store->load_reported(kCounty, 1)), "store.reported_unknown");
}

TEST_F(StoreTest, AnOverlayComesAndGoesWithItsImport) {
    const Overlay first{"philippines", {{"a.toml", "x = 1"}, {"b.toml", "y = 1"}}};
    const Overlay second{"philippines", {{"a.toml", "x = 2"}}};
    Commit commit{.kind = ChangeKind::import, .author = clerk(), .overlays = {first}};
    must_commit(commit);
    EXPECT_FALSE(store->commit(kCounty, commit)->id);
    commit.overlays = {second};
    const auto replaced = must_commit(commit);
    EXPECT_THAT(*store->overlays(kCounty), ElementsAre(second));
    ASSERT_TRUE(store->undo(kCounty, replaced, clerk()));
    EXPECT_THAT(*store->overlays(kCounty), ElementsAre(first));
}

TEST_F(StoreTest, APaperComesAndGoesWithItsChangeSet) {
    const NewPaper first{kYear, "G1", "layout_plan", "plan.pdf", "application/pdf", "%PDF-abc"};
    const NewPaper second{kYear, "G1", "layout_plan", "plan2.pdf", "application/pdf", "%PDF-\0x"};
    Commit commit{.kind = ChangeKind::edit, .author = clerk(), .papers = {first}};
    must_commit(commit);
    EXPECT_FALSE(store->commit(kCounty, commit)->id) << "the same file again";
    commit.papers = {second};
    const auto replaced = must_commit(commit);
    auto files = *store->papers(kCounty, kYear);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].name, "plan2.pdf");
    EXPECT_TRUE(files[0].current);
    EXPECT_FALSE(files[1].current);
    // sha256sum of "%PDF-abc"
    EXPECT_EQ(files[1].sha256, "1e8a7587529cc956d46dea481f38c623395a879a1179c277f476a9cdb88a540d");
    const auto read = store->read_paper(kCounty, files[1].id);
    ASSERT_TRUE(read) << error_code(read);
    EXPECT_EQ(read->content, first.content);
    ASSERT_TRUE(store->undo(kCounty, replaced, clerk()));
    files = *store->papers(kCounty, kYear);
    EXPECT_EQ(std::ranges::find(files, true, &PaperFile::current)->name, "plan.pdf");
    EXPECT_EQ(error_code(store->read_paper(kCounty, 99)), "store.paper_unknown");
}

}  // namespace
}  // namespace junheng
