// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/demo/recipe.h"

namespace junheng::demo {
namespace {

class Picker {
public:
    explicit Picker(std::vector<SchoolPlan>& schools) : schools_(schools) {}

    std::size_t index(Setting setting, int order) const {
        for (std::size_t i = 0; i < schools_.size(); ++i)
            if (schools_[i].setting == setting && order-- == 0)
                return i;
        return kNobody;
    }

    /// Does nothing where the county is too small to have it.
    template <class F>
    void change(Setting setting, int order, F&& f) {
        if (const std::size_t i = index(setting, order); i != kNobody)
            f(schools_[i]);
    }

private:
    std::vector<SchoolPlan>& schools_;
};

/// Large for the rule, or large and excused by an old building or by migrant children.
void make_large_schools(Picker& pick) {
    pick.change(Setting::seat_primary, 0, [](SchoolPlan& p) {
        p.primary = 2480, p.built_year = 2012, p.class_target = 58, p.standing = Standing::failing;
    });
    pick.change(Setting::seat_primary, 1, [](SchoolPlan& p) {
        p.primary = 2230, p.built_year = 2008, p.standing = Standing::good;
    });
    pick.change(Setting::seat_primary, 2, [](SchoolPlan& p) {
        p.primary = 2180, p.built_year = 2014, p.flags |= kMajorityMigrant,
        p.migrant_children = true;
    });
    pick.change(Setting::seat_junior, 0, [](SchoolPlan& p) {
        p.junior = 2300, p.junior_fixed = true, p.built_year = 2013, p.class_target = 70;
    });
    pick.change(Setting::nine_year, 0, [](SchoolPlan& p) {
        p.primary = 1650, p.junior = 1080, p.junior_fixed = true, p.built_year = 2009,
        p.growth_permille = 4;
    });
    pick.change(Setting::nine_year, 1, [](SchoolPlan& p) {
        p.primary = 1630, p.junior = 1090, p.junior_fixed = true, p.built_year = 2015,
        p.growth_permille = 4;
    });
}

void make_dense_centre(Picker& pick) {
    for (const Setting setting : {Setting::seat_primary, Setting::seat_junior})
        pick.change(setting, 3, [](SchoolPlan& p) {
            p.flags |= kDenseCentre, p.added_sports = true, p.standing = Standing::good;
        });
    // Areas that would count in a dense centre, and do not here.
    pick.change(Setting::seat_primary, 4, [](SchoolPlan& p) {
        p.added_sports = true, p.class_target = 50, p.standing = Standing::failing;
    });
    pick.change(Setting::seat_junior, 1, [](SchoolPlan& p) { p.class_target = 55; });
}

void make_small_schools(Picker& pick) {
    pick.change(Setting::village_primary, 0, [](SchoolPlan& p) {
        p.primary = 72, p.added_teachers = true, p.standing = Standing::good, p.built_year = 2006;
    });
    // The same help in a school that is too large for the exception.
    pick.change(Setting::village_primary, 1, [](SchoolPlan& p) {
        p.added_teachers = true, p.standing = Standing::failing;
    });
    pick.change(Setting::village_primary, 4, [](SchoolPlan& p) {
        p.primary = 34, p.underfunded = true;
    });
    pick.change(Setting::point, 0, [](SchoolPlan& p) { p.primary = 70, p.added_teachers = true; });
    pick.change(Setting::town_primary, 5, [](SchoolPlan& p) { p.underfunded = true; });
}

/// Schools that the others are measured against, so that there is always somebody with much.
void make_leading_schools(Picker& pick) {
    const auto lead = [](SchoolPlan& p) { p.standing = Standing::good; };
    pick.change(Setting::seat_junior, 2, lead);
    pick.change(Setting::seat_junior, 4, lead);
    pick.change(Setting::seat_primary, 10, lead);
    pick.change(Setting::seat_primary, 11, lead);
}

void make_edges(Picker& pick) {
    pick.change(Setting::town_primary, 0, [](SchoolPlan& p) {
        p.standing = Standing::at_threshold;
    });
    pick.change(Setting::town_primary, 1, [](SchoolPlan& p) { p.standing = Standing::at_floor; });
    pick.change(Setting::town_primary, 2, [](SchoolPlan& p) {
        p.standing = Standing::below_floor;
    });
    pick.change(Setting::town_primary, 3, [](SchoolPlan& p) { p.standing = Standing::one_short; });
    pick.change(Setting::town_junior, 0, [](SchoolPlan& p) { p.standing = Standing::one_short; });
    pick.change(Setting::town_junior, 1, [](SchoolPlan& p) { p.standing = Standing::below_floor; });
    pick.change(Setting::town_junior, 2, [](SchoolPlan& p) { p.no_gym_reported = true; });
    pick.change(Setting::nine_year, 3, [](SchoolPlan& p) { p.flags |= kBoarding; });
}

void make_studios(Picker& pick) {
    pick.change(Setting::town_primary, 6, [](SchoolPlan& p) {
        p.built_year = 2016, p.studios = Studios::exact_old;
    });
    pick.change(Setting::town_primary, 7, [](SchoolPlan& p) {
        p.built_year = 2017, p.studios = Studios::exact_old;
    });
    pick.change(Setting::town_primary, 8, [](SchoolPlan& p) {
        p.built_year = 2018, p.studios = Studios::exact_new;
    });
    pick.change(Setting::town_junior, 3, [](SchoolPlan& p) {
        p.built_year = 2019, p.studios = Studios::too_small;
    });
    pick.change(Setting::village_primary, 2, [](SchoolPlan& p) {
        p.built_year = 2018, p.studios = Studios::exact_small;
    });
    pick.change(Setting::village_primary, 3, [](SchoolPlan& p) { p.studios = Studios::none; });
    pick.change(Setting::seat_primary, 5, [](SchoolPlan& p) { p.studios = Studios::one_missing; });
}

/// A campus takes a share of its school's children; it stands elsewhere in the same township.
void make_campus(
    std::vector<SchoolPlan>& schools,
    const Picker& pick,
    Setting setting,
    int school,
    int campus
) {
    const std::size_t main = pick.index(setting, school);
    const std::size_t part = pick.index(setting, campus);
    if (main == kNobody || part == kNobody)
        return;
    schools[part].campus_of = main;
    schools[part].name = schools[main].name + "东校区";
    schools[part].primary = schools[part].primary / 2;
    schools[part].junior = schools[part].junior / 2;
}

void make_events(std::vector<SchoolPlan>& schools, const Picker& pick, int last_year) {
    const auto event = [&](std::size_t plan, int years_ago) {
        schools[plan].event_year = last_year - years_ago;
    };
    // The last nine-year school was a primary school, and its code changed with its kind.
    if (const std::size_t grown = pick.index(Setting::nine_year, 2); grown != kNobody) {
        schools[grown].former_kind = 211;
        event(grown, 3);
    }
    if (const std::size_t closed = pick.index(Setting::point, 1); closed != kNobody) {
        schools[closed].merged_into = schools[closed].central;
        event(closed, 1);
    }
    const std::size_t parent = pick.index(Setting::seat_primary, 6);
    const std::size_t child = pick.index(Setting::seat_primary, 7);
    if (parent != kNobody && child != kNobody) {
        schools[child].split_from = parent;
        schools[parent].primary = 1150;
        schools[child].primary = 900;
        schools[child].built_year = last_year - 2;
        event(child, 2);
    }
}

/// One school whose point comes from a phone map. gcj02 lies some 600 m east and 150 m south of
/// cgcs2000 there.
void make_foreign_position(Picker& pick) {
    pick.change(Setting::village_primary, 6, [](SchoolPlan& p) {
        p.position.lon = *p.position.lon + 0.006281;
        p.position.lat = *p.position.lat - 0.001367;
        p.position.crs = "gcj02";
    });
}

}  // namespace

void make_special_cases(std::vector<SchoolPlan>& schools, const DemoOptions& options) {
    Picker pick(schools);
    make_large_schools(pick);
    make_dense_centre(pick);
    make_small_schools(pick);
    make_leading_schools(pick);
    make_edges(pick);
    make_studios(pick);
    make_campus(schools, pick, Setting::seat_primary, 8, 9);
    make_campus(schools, pick, Setting::nine_year, 4, 5);
    make_events(schools, pick, options.last_year);
    make_foreign_position(pick);
}

}  // namespace junheng::demo
