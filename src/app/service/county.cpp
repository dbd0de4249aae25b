// SPDX-License-Identifier: Apache-2.0
#include "app/service/county.h"

#include <algorithm>

namespace junheng {
namespace {

template <class Items, class Text>
std::string joined(const Items& items, Text&& text) {
    std::string all;
    for (const auto& item : items) all += (all.empty() ? "" : ", ") + text(item);
    return all;
}

}  // namespace

CountyAddress parse_county(std::string_view text) {
    const auto hash = text.rfind('#');
    if (hash == std::string_view::npos)
        return {std::string(text), {}};
    return {std::string(text.substr(0, hash)), std::string(text.substr(hash + 1))};
}

Result<County> open_county(std::string_view text) {
    const CountyAddress address = parse_county(text);
    auto store = open_store(address.location);
    if (!store)
        return tl::unexpected(store.error());
    const auto counties = (*store)->counties();
    if (!counties)
        return tl::unexpected(counties.error());
    const auto codes = joined(*counties, [](const CountyRecord& c) { return c.code; });
    if (counties->empty())
        return failure(ErrorKind::usage, "county.none", {{"location", address.location}});
    if (address.code.empty() && counties->size() > 1)
        return failure(
            ErrorKind::usage, "county.several", {{"location", address.location}, {"codes", codes}}
        );
    const auto found = address.code.empty()
                           ? counties->begin()
                           : std::ranges::find(*counties, address.code, &CountyRecord::code);
    if (found == counties->end())
        return failure(
            ErrorKind::usage, "county.unknown", {{"code", address.code}, {"codes", codes}}
        );
    return County{*std::move(store), *found};
}

Result<SchoolYear> held_year(County& county, std::optional<int> asked) {
    const auto years = county.store->years(county.code());
    if (!years)
        return tl::unexpected(years.error());
    if (years->empty())
        return failure(ErrorKind::data, "county.empty", {{"code", county.code()}});
    if (!asked)
        return years->back();
    if (std::ranges::find(*years, SchoolYear{*asked}) == years->end())
        return failure(
            ErrorKind::usage,
            "county.no_such_year",
            {{"year", std::to_string(*asked)},
             {"years", joined(*years, [](SchoolYear y) { return std::to_string(y.start); })}}
        );
    return SchoolYear{*asked};
}

Result<SchoolYear> year_to_fill(int asked, Date today) {
    constexpr int kYearOfTheLaw = 1986;
    const int next = static_cast<int>(today.year()) + 1;
    if (asked < kYearOfTheLaw || asked > next)
        return failure(
            ErrorKind::usage,
            "county.far_year",
            {{"year", std::to_string(asked)},
             {"first", std::to_string(kYearOfTheLaw)},
             {"last", std::to_string(next)}}
        );
    return SchoolYear{asked};
}

}  // namespace junheng
