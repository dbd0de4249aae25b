// SPDX-License-Identifier: Apache-2.0
/// Every number that a document can change, as data: dated, with document, clause and confidence.
/// The program knows forms (per hundred, per pupil, weighted CV, ratio at least ...);
/// data/standards/ says which form takes which fields and numbers from which day. A value without a
/// source does not load.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/domain/records.h"

namespace junheng {

/// Where a rule stands, and how sure we are of it.
struct RuleSource {
    std::string document;  // 教督〔2017〕6号
    std::string clause;
    std::string confidence;  // A, B, C, C2, C+M, M, X
    Date from{};             // in force from
    std::string href;        // may be empty
    std::string title;       // 县域义务教育优质均衡发展督导评估办法; may be empty
    Date checked{};  // the day on which the document was last seen to be in force; may be unset
};

struct BilingualName {
    std::string zh;
    std::string en;
};

enum class Comparison { at_least, at_most };

/// A number that some stage (or all) must meet. Shape: stage empty = every stage.
struct Limit {
    std::optional<Stage> stage;
    Decimal value;
    RuleSource source;
};

/// One term of a numerator: + or - a figure; `optional` terms count as nothing when empty.
struct Term {
    std::string figure;  // a column of stages or shared, rooms.KIND, or a key of figures.csv
    bool subtract = false;
    bool optional = false;
};

/// Conditions that the program knows by name; their numbers are data.
enum class Condition {
    small_country_school,   // country school with min..max pupils in the resource stages together
    dense_centre,           // flag
    built_until,            // built_year <= max
    majority_migrant,       // flag
    small_classes_country,  // country school whose largest class is below max pupils
};

/// 特殊情况: what changes for schools that meet a condition.
struct ExceptionRule {
    std::string id;
    std::vector<Condition> any_of;
    std::map<std::string, Decimal> numbers;  // min_pupils, max_pupils, until_year, max_class
    std::vector<Term> adds;                  // terms added to the numerator
    std::map<std::string, Decimal> limits;   // replaced parameters of a judged rule
    std::string effect;                      // machine word, e.g. added_teachers_counted
    BilingualName text;
    RuleSource source;
};

enum class ResourceForm { per_hundred, per_pupil };

/// One of the indicators with a value a school and stage and a CV a county and stage: L1..L7 and
/// those of overlays.
struct ResourceIndicator {
    std::string id;          // L1
    std::string identifier;  // above_degree_teachers_per_hundred
    BilingualName name;
    ResourceForm form = ResourceForm::per_pupil;
    std::vector<Term> numerator;
    std::string unit;    // teacher, m2, yuan, room, ...: of the numerator
    bool split = false;  // shared by the stages of the building
    std::vector<Stage> stages;
    std::vector<Limit> thresholds;  // none: no threshold
    std::vector<Limit> cv_limits;   // none: no limit
    Decimal step{1, 0};    // smallest amount that can be added when levelling up, in `unit`
    int decimals = 2;      // on display
    bool overlay = false;  // takes no part in the verdict
    std::vector<ExceptionRule> exceptions;
    RuleSource source;
};

/// Indicators judged once a county (or by each of its schools): guarantee G, quality Q,
/// recognition, vetoes. `form` names how; `inputs` name county keys or school figures; `parameters`
/// hold the numbers.
struct JudgedIndicator {
    std::string id;
    std::string identifier;
    BilingualName name;
    std::string form;  // see docs/standards.md: documents, all_flags, rooms_by_classes,
                       // school_size, class_size, ...
    std::map<std::string, std::string> inputs;
    std::map<std::string, Limit> parameters;
    Comparison comparison = Comparison::at_least;
    std::string unit;
    int decimals = 3;
    std::string clock;                  // school_year_start, calendar_year, term, five_years
    std::vector<std::string> evidence;  // slots of papers
    std::vector<ExceptionRule> exceptions;
    /// The reading that `inputs` hang on, empty for most, and the inputs under each of its choices.
    /// `inputs` always are those of the choice made, so that who judges need not look here.
    std::string reading;
    std::map<std::string, std::map<std::string, std::string>> variants;
    RuleSource source;
};

/// 口径: a rule that can be read in more than one way. The first choice is the default.
struct Reading {
    std::string id;
    BilingualName name;
    std::vector<std::string> choices;
    std::map<std::string, BilingualName> choice_names;
    std::string chosen;
    BilingualName ask;  // whom to ask
    RuleSource source;
};

/// A bundle of rules in force on a day, with what lies over it.
struct StandardSet {
    std::string id;
    std::string version;
    std::string hash;           // of the contents, overlays and chosen readings included; hex
    std::string contents_hash;  // of the contents alone
    BilingualName name;
    std::vector<std::string> overlays;
    std::vector<ResourceIndicator> resource;
    std::vector<JudgedIndicator> guarantee;
    std::vector<JudgedIndicator> quality;
    JudgedIndicator recognition;
    std::vector<JudgedIndicator> vetoes;
    std::vector<Reading> readings;
    /// Rules of the resource part itself: floor_share 0.85, least_met 6, counted kinds,
    /// point_minimum 50, stage weights (hundredths), near widths.
    std::map<std::string, Limit> parameters;
    std::map<std::string, std::vector<std::string>>
        lists;  // excluded_kinds, above_degree.primary, pe_art_subjects, ...
};

/// The choice made for a reading; an empty view for an unknown reading.
std::string_view choice(const StandardSet& set, std::string_view reading);
/// The limit for a stage: the one named for the stage, else the general one, else nothing.
const Limit* limit_for(const std::vector<Limit>& limits, Stage stage);
const ResourceIndicator* find_indicator(const StandardSet& set, std::string_view id);

}  // namespace junheng
