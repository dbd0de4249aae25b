// SPDX-License-Identifier: Apache-2.0
/// What the templates of reports may name: figures with their units, lists, conditions, tables.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace junheng {

/// Where a figure is known: everywhere, for the items of some lists, or for one school.
enum class FigureScope { county, cv, gap, item, reading, rule, school };

/// Units: counts of things, percent of a whole, percentage_point between two of them, coefficient
/// of no unit; indicator_unit is the indicator's own; name, word and code are no figures.
struct FigureName {
    FigureScope scope;
    std::string_view name;
    std::string_view unit;
};
std::span<const FigureName> figure_names();
const FigureName* find_figure(FigureScope scope, std::string_view name);

struct ListName {
    std::string_view name;
    FigureScope scope;
};
std::span<const ListName> list_names();
const ListName* find_list(std::string_view name);

/// "any LIST", "none LIST", or a result in words as "verdict_fail".
bool is_condition(std::string_view text);
std::span<const std::string_view> result_conditions();

struct TableName {
    std::string_view name;
    bool of_one_school;
};
std::span<const TableName> table_names();
const TableName* find_table(std::string_view name);

}  // namespace junheng
