// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/build_problem.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/base/decimal.h"

namespace junheng::assignment {
namespace {

// Columns of the units file as a user counts them.
enum Column : int {
    id_column = 1,
    demand_column,
    x_column,
    y_column,
    fixed_column = 6,
    capacity_column
};

// Sums of demands stay exact in whole numbers and in doubles.
constexpr std::int64_t kMostDemand = std::int64_t{1} << 50U;

std::optional<double> finite_number(const std::string& text) {
    double value = 0;
    const char* begin = text.data();
    const char* end = begin + text.size();
    if (begin != end && *begin == '+')
        ++begin;
    const auto [stop, fault] = std::from_chars(begin, end, value);
    if (fault != std::errc() || stop != end || !std::isfinite(value))
        return std::nullopt;
    return value;
}

class Builder {
public:
    Builder(const InstanceRows& rows, const Rules& rules) : rows_(rows) {
        built_.problem.rules = rules;
    }

    BuiltProblem build() {
        read_units();
        if (!has_errors(built_.issues))
            scale_demands();
        link_units();
        check_rules();
        if (has_errors(built_.issues))
            built_.problem = {};
        return std::move(built_);
    }

private:
    struct Amount {
        Decimal demand;
        Decimal capacity;
    };

    void fault(
        const std::string& file,
        int row,
        int column,
        std::string code,
        std::string value,
        Args args = {}
    ) {
        const auto severity = code == "planning.self_loop" ? Severity::warning : Severity::error;
        args.emplace_back("value", value);
        built_.issues.push_back(
            {std::move(code),
             severity,
             {file, "", row, column},
             std::move(value),
             std::move(args),
             ""}
        );
    }
    void unit_fault(const UnitRow& row, int column, std::string code, std::string value) {
        fault(
            rows_.units_file, row.row, column, std::move(code), std::move(value), {{"id", row.id}}
        );
    }

    void read_units() {
        if (rows_.units.empty())
            fault(rows_.units_file, 0, 0, "planning.no_units", "");
        for (const UnitRow& row : rows_.units) read_unit(row);
        if (!rows_.units.empty() && built_.problem.sites.empty() && !has_errors(built_.issues))
            fault(rows_.units_file, 0, capacity_column, "planning.no_sites", "");
    }

    void read_unit(const UnitRow& row) {
        Problem& problem = built_.problem;
        const int index = problem.unit_count();
        if (row.id.empty())
            unit_fault(row, id_column, "planning.id_empty", row.id);
        else if (!ids_.emplace(row.id, index).second)
            unit_fault(row, id_column, "planning.id_twice", row.id);
        Unit unit{row.id, 0, 0, 0};
        unit.x = coordinate(row, x_column, row.x);
        unit.y = coordinate(row, y_column, row.y);
        const Amount amount{
            pupils(row, demand_column, row.demand), pupils(row, capacity_column, row.capacity)};
        amounts_.push_back(amount);
        problem.site_at.push_back(kNone);
        problem.required.push_back(kNone);
        problem.units.push_back(std::move(unit));
        if (amount.capacity.mantissa > 0) {
            problem.site_at.back() = problem.site_count();
            const Unit& own = problem.units.back();
            problem.sites.push_back({row.id, index, 0, fixed_cost(row), own.x, own.y});
        }
    }

    double coordinate(const UnitRow& row, int column, const std::string& text) {
        const auto value = finite_number(text);
        if (!value)
            unit_fault(row, column, "planning.not_a_number", text);
        return value.value_or(0);
    }

    double fixed_cost(const UnitRow& row) {
        if (!built_.problem.rules.choose_sites)
            return 0;
        const auto value = finite_number(row.fixed_cost);
        if (!value)
            unit_fault(row, fixed_column, "planning.not_a_number", row.fixed_cost);
        else if (*value < 0)
            unit_fault(row, fixed_column, "planning.negative", row.fixed_cost);
        return value.value_or(0);
    }

    Decimal pupils(const UnitRow& row, int column, const std::string& text) {
        const auto value = finite_number(text);
        if (!value) {
            unit_fault(row, column, "planning.not_a_number", text);
            return {};
        }
        if (*value < 0) {
            unit_fault(row, column, "planning.negative", text);
            return {};
        }
        // Exponents and the like are numbers, but not plain ones.
        auto exact = parse_decimal(text);
        if (!exact)
            exact = decimal_from_double(*value);
        if (!exact || *value > static_cast<double>(kMostDemand)) {
            unit_fault(row, column, "planning.too_precise", text);
            return {};
        }
        return *exact;
    }

    void scale_demands() {
        int scale = 0;
        for (const Amount& amount : amounts_)
            scale = std::max({scale, amount.demand.scale, amount.capacity.scale});
        Problem& problem = built_.problem;
        problem.demand_scale = power_of_ten(scale);
        double sum = 0;
        for (std::size_t i = 0; i < amounts_.size(); ++i) {
            const auto demand = in_units(amounts_[i].demand, scale);
            const auto capacity = in_units(amounts_[i].capacity, scale);
            if (!demand || !capacity) {
                fault(
                    rows_.units_file,
                    rows_.units[i].row,
                    demand_column,
                    "planning.too_large",
                    rows_.units[i].demand
                );
                return;
            }
            sum += static_cast<double>(*demand) + static_cast<double>(*capacity);
            problem.units[i].demand = *demand;
            if (problem.site_at[i] != kNone)
                problem.sites[static_cast<std::size_t>(problem.site_at[i])].capacity = *capacity;
        }
        if (sum > static_cast<double>(kMostDemand))
            fault(rows_.units_file, 0, demand_column, "planning.too_large", "");
    }

    void link_units() {
        Problem& problem = built_.problem;
        problem.neighbours.resize(problem.units.size());
        for (const LinkRow& row : rows_.links) {
            const int from = end_of_link(row, 2, row.from);
            const int to = end_of_link(row, 3, row.to);
            if (from == kNone || to == kNone)
                continue;
            if (from == to) {
                fault(rows_.links_file, row.row, 3, "planning.self_loop", row.to, {{"id", row.to}});
                continue;
            }
            problem.neighbours[static_cast<std::size_t>(from)].push_back(to);
            problem.neighbours[static_cast<std::size_t>(to)].push_back(from);
        }
        for (auto& list : problem.neighbours) {
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
        }
    }

    int end_of_link(const LinkRow& row, int column, const std::string& id) {
        const auto found = ids_.find(id);
        if (found != ids_.end())
            return found->second;
        fault(rows_.links_file, row.row, column, "planning.unknown_unit", id, {{"id", id}});
        return kNone;
    }

    void check_rules() {
        const Problem& problem = built_.problem;
        if (problem.rules.contiguous && problem.units.size() > 1 && rows_.links.empty())
            fault(
                rows_.links_file.empty() ? rows_.units_file : rows_.links_file,
                0,
                0,
                "planning.no_links",
                ""
            );
        const auto& count = problem.rules.site_count;
        if (count && (*count < 1 || *count > problem.site_count()) && !has_errors(built_.issues))
            fault(
                rows_.units_file,
                0,
                capacity_column,
                "planning.site_count",
                std::to_string(*count),
                {{"sites", std::to_string(problem.site_count())}}
            );
    }

    const InstanceRows& rows_;
    BuiltProblem built_;
    std::map<std::string, int> ids_;
    std::vector<Amount> amounts_;
};

}  // namespace

BuiltProblem build_problem(const InstanceRows& rows, const Rules& rules) {
    return Builder(rows, rules).build();
}

std::map<std::string, int> unit_index(const Problem& problem) {
    std::map<std::string, int> index;
    for (int i = 0; i < problem.unit_count(); ++i)
        index.emplace(problem.units[static_cast<std::size_t>(i)].id, i);
    return index;
}

std::map<std::string, int> site_index(const Problem& problem) {
    std::map<std::string, int> index;
    for (int j = 0; j < problem.site_count(); ++j)
        index.emplace(problem.sites[static_cast<std::size_t>(j)].id, j);
    return index;
}

}  // namespace junheng::assignment
