// SPDX-License-Identifier: Apache-2.0
#include "app/server/contract.h"

#include <gtest/gtest.h>

#include "core/base/home.h"
#include "core/base/json_reader.h"

namespace junheng {
namespace {

class ContractTest : public testing::Test {
protected:
    ContractTest() : contract(*Contract::load(*find_home() / "openapi" / "junheng.json")) {}

    std::string fault(Method method, std::string_view path, const Query& query) {
        auto found = contract.find(method, path);
        const auto read = read_parameters(*found.operation, query, found.parameters);
        return read ? "" : read.error().code;
    }

    Contract contract;
};

TEST_F(ContractTest, FindsOperationsByMethodAndPath) {
    EXPECT_EQ(contract.find(Method::get, "/api/v1/assessment").operation->id, "assessment");
    const auto school = contract.find(Method::get, "/api/v1/schools/2145000001");
    EXPECT_EQ(school.operation->id, "school");
    EXPECT_EQ(school.parameters.at("code"), "2145000001");
    EXPECT_EQ(contract.find(Method::get, "/api/v1/schools/").operation, nullptr);
    EXPECT_EQ(contract.find(Method::get, "/api/v1/schools/1/2").operation, nullptr);
    EXPECT_EQ(contract.find(Method::put, "/api/v1/users").allowed, "GET, HEAD, POST");
}

TEST_F(ContractTest, HoldsParametersAgainstTheirSchemas) {
    EXPECT_EQ(fault(Method::get, "/api/v1/assessment", {{"year", "2025"}, {"lang", "en"}}), "");
    EXPECT_EQ(fault(Method::get, "/api/v1/assessment", {{"year", "x"}}), "http.bad_parameter");
    EXPECT_EQ(fault(Method::get, "/api/v1/assessment", {{"year", "1"}}), "http.bad_parameter");
    EXPECT_EQ(fault(Method::get, "/api/v1/assessment", {{"lang", "fr"}}), "http.bad_parameter");
    EXPECT_EQ(fault(Method::get, "/api/v1/assessment", {{"yaer", "1"}}), "http.unknown_parameter");
    EXPECT_EQ(fault(Method::get, "/api/v1/compare", {{"a", "2025"}}), "http.missing_parameter");
    EXPECT_EQ(fault(Method::get, "/api/v1/schools/a'b", {}), "http.bad_parameter");
}

TEST_F(ContractTest, HoldsBodiesAgainstTheirSchemas) {
    const Operation& login = *contract.find(Method::post, "/api/v1/session").operation;
    EXPECT_TRUE(login.open);
    EXPECT_EQ(login.lane, LaneKind::login);
    const auto good = JsonDocument::parse(R"({"user":"a","password":"b"})");
    EXPECT_TRUE(login.schema->check(good->root()));
    const auto more = JsonDocument::parse(R"({"user":"a","password":"b","admin":true})");
    EXPECT_EQ(login.schema->check(more->root()).error().code, "json.unfit");
}

TEST_F(ContractTest, UnsafeOperationsNeedTheToken) {
    for (const Operation& operation : contract.operations())
        EXPECT_EQ(operation.csrf, !operation.open && operation.method != Method::get)
            << operation.id;
}

TEST(JsonReader, RefusesWhatIsNoJson) {
    for (const char* text : {"", "{", "{}x", "[1,]", "{\"a\":1,}", "nul", "\"\xff\""})
        EXPECT_FALSE(JsonDocument::parse(text)) << text;
    EXPECT_EQ(JsonDocument::parse(std::string(100, '[')).error().code, "json.too_deep");
    const auto document = JsonDocument::parse(R"({"a":[1,"x",null],"b":true})");
    EXPECT_EQ(document->root().at("a").items().size(), 3U);
    EXPECT_EQ(document->root().at("a").items()[1].text(), "x");
    EXPECT_TRUE(document->root().flag("b"));
    EXPECT_FALSE(document->root().at("c"));
}

}  // namespace
}  // namespace junheng
