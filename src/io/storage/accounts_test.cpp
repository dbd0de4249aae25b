// SPDX-License-Identifier: Apache-2.0
#include "io/storage/accounts.h"

#include "io/storage/sqlite/connection.h"
#include "io/storage/store_fixture.h"

namespace junheng {
namespace {

class AccountsTest : public StoreTest {
protected:
    static Account account(const std::string& name) {
        return {
            .name = name,
            .full_name = "某人",
            .role = "clerk",
            .scope_kind = "school",
            .scope_code = "2145000001",
            .password = "hash"};
    }
    static AuditEntry entry(const std::string& action) {
        return {.at = "2025-09-15T01:00:00Z", .who = "clerk", .action = action, .outcome = "done"};
    }
    void log(int entries) {
        for (int i = 0; i < entries; ++i)
            ASSERT_TRUE(store->append_audit(kCounty, entry("act " + std::to_string(i))));
    }
    void tamper(const std::string& sql) {
        sqlite::Connection raw(file, sqlite::OpenMode::existing);
        raw.execute("DROP TRIGGER audit_stays; DROP TRIGGER audit_kept;" + sql);
    }
};

TEST_F(AccountsTest, ComeBackAsTheyWere) {
    const std::vector accounts{account("a"), account("b")};
    ASSERT_TRUE(store->add_accounts(kCounty, accounts, entry("users_add")));
    EXPECT_EQ(*store->accounts(kCounty), accounts);
    Account changed = accounts[1];
    changed.active = false;
    ASSERT_TRUE(store->change_account(kCounty, changed, entry("user_change")));
    EXPECT_EQ(store->accounts(kCounty)->back(), changed);
}

TEST_F(AccountsTest, AreAddedAllOrNone) {
    const std::vector first{account("b")};
    ASSERT_TRUE(store->add_accounts(kCounty, first, entry("users_add")));
    const std::vector more{account("a"), account("b")};
    EXPECT_EQ(
        error_code(store->add_accounts(kCounty, more, entry("users_add"))), "store.account_exists"
    );
    EXPECT_EQ(store->accounts(kCounty)->size(), 1U);
    EXPECT_EQ(store->audit(kCounty, 0, 10)->size(), 1U);
}

TEST_F(AccountsTest, UnknownOnesCannotBeChanged) {
    EXPECT_EQ(
        error_code(store->change_account(kCounty, account("x"), entry("user_change"))),
        "store.account_unknown"
    );
}

TEST_F(AccountsTest, WrongPasswordsAreCounted) {
    EXPECT_EQ(store->login_failures(kCounty, "a")->count, 0);
    ASSERT_TRUE(store->note_login_failures(kCounty, "a", {3, "2025-09-15T01:00:00Z"}));
    const auto failures = *store->login_failures(kCounty, "a");
    EXPECT_EQ(failures.count, 3);
    EXPECT_EQ(failures.locked_until, "2025-09-15T01:00:00Z");
}

TEST_F(AccountsTest, RevisionMovesWithWhatAnswersHangOn) {
    const Revision before = *store->revision(kCounty);
    ASSERT_TRUE(store->append_audit(kCounty, entry("nothing")));
    EXPECT_EQ(*store->revision(kCounty), before);
    must_commit(commit_of({RowAdded{TableId::townships, [] {
                                        Row row(7, Missing::not_reported);
                                        row[0] = std::string("370112001");
                                        return row;
                                    }()}}));
    EXPECT_EQ(store->revision(kCounty)->data, before.data + 1);
    ASSERT_TRUE(store->save_scenario(kCounty, {.name = "s", .year = kYear, .author = clerk()}));
    ASSERT_TRUE(store->save_scenario(kCounty, {.name = "s", .year = kYear, .author = clerk()}));
    EXPECT_EQ(store->revision(kCounty)->data, before.data + 3);
    ASSERT_TRUE(store->remove_scenario(kCounty, "s"));
    EXPECT_EQ(store->revision(kCounty)->data, before.data + 4);
    const std::vector accounts{account("a")};
    ASSERT_TRUE(store->add_accounts(kCounty, accounts, entry("users_add")));
    EXPECT_EQ(store->revision(kCounty)->accounts, before.accounts + 1);
}

TEST_F(AccountsTest, ChainHolds) {
    log(5);
    const AuditState state = *store->check_audit(kCounty, {});
    EXPECT_EQ(state.entries, 5);
    EXPECT_EQ(state.broken_at, std::nullopt);
    EXPECT_EQ(state.head, store->audit(kCounty, 4, 1)->front().hash);
    EXPECT_TRUE(store->check_audit(kCounty, store->audit(kCounty, 1, 1)->front().hash)->knows);
    EXPECT_FALSE(store->check_audit(kCounty, "another")->knows);
}

TEST_F(AccountsTest, AlteredEntryBreaksTheChain) {
    log(5);
    tamper("UPDATE audit SET purpose = 'another' WHERE id = 3;");
    EXPECT_EQ(store->check_audit(kCounty, {})->broken_at, 3);
}

TEST_F(AccountsTest, LostEntryBreaksTheChain) {
    log(5);
    tamper("DELETE FROM audit WHERE id = 2;");
    EXPECT_EQ(store->check_audit(kCounty, {})->broken_at, 3);
}

TEST_F(AccountsTest, LostEndIsSeenByAHeadThatWasNoted) {
    log(5);
    const std::string head = store->check_audit(kCounty, {})->head;
    tamper("DELETE FROM audit WHERE id = 5;");
    const AuditState state = *store->check_audit(kCounty, head);
    EXPECT_EQ(state.broken_at, std::nullopt);
    EXPECT_FALSE(state.knows);
}

TEST_F(AccountsTest, LogOnlyGrows) {
    log(1);
    sqlite::Connection raw(file, sqlite::OpenMode::existing);
    EXPECT_THROW(raw.execute("DELETE FROM audit"), sqlite::Fault);
    EXPECT_THROW(raw.execute("UPDATE audit SET who = 'x'"), sqlite::Fault);
}

TEST_F(AccountsTest, HandInsFollowOneAnother) {
    const HandInEvent filled{
        kYear, "2145000001", "shared", "fill", "filled", "clerk", "2025-09-15T01:00:00Z", {}};
    ASSERT_TRUE(store->append_hand_ins(kCounty, std::vector<HandInStep>{{filled, ""}}));
    EXPECT_EQ(
        error_code(store->append_hand_ins(kCounty, std::vector<HandInStep>{{filled, ""}})),
        "store.hand_in_conflict"
    );
    HandInEvent signed_one = filled;
    signed_one.act = "sign";
    signed_one.state = "signed";
    ASSERT_TRUE(store->append_hand_ins(kCounty, std::vector<HandInStep>{{signed_one, "filled"}}));
    ASSERT_EQ(store->hand_ins(kCounty, kYear)->size(), 1U);
    EXPECT_EQ(store->hand_ins(kCounty, kYear)->front().state, "signed");
    EXPECT_EQ(store->hand_in_history(kCounty, kYear, "2145000001")->size(), 2U);
}

}  // namespace
}  // namespace junheng
