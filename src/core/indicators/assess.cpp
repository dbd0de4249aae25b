// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/assess.h"

#include <algorithm>
#include <map>

#include "core/domain/words.h"
#include "core/indicators/judged.h"
#include "core/indicators/resource_rows.h"
#include "core/standards/load.h"

namespace junheng {
namespace {

class Conjunction {
public:
    void add(Compliance compliance) {
        failed_ = failed_ || compliance == Compliance::short_of;
        unknown_ = unknown_ || compliance == Compliance::unknown;
    }
    void add(const std::vector<JudgedResult>& results) {
        for (const JudgedResult& result : results) add(result.compliance);
    }
    Verdict verdict() const {
        if (failed_)
            return Verdict::fail;
        return unknown_ ? Verdict::unknown : Verdict::pass;
    }

private:
    bool failed_ = false;
    bool unknown_ = false;
};

Compliance as_compliance(Verdict verdict) {
    if (verdict == Verdict::pass)
        return Compliance::met;
    return verdict == Verdict::fail ? Compliance::short_of : Compliance::unknown;
}

void note_change(
    ReadingEffect& effect,
    std::string what,
    std::string_view from,
    std::string_view to
) {
    if (from != to)
        effect.changes.push_back({std::move(what), std::string(from), std::string(to)});
}

/// Schools come and go with some readings (campuses apart), so they are met by code and stage.
void note_schools(ReadingEffect& effect, const Assessment& base, const Assessment& other) {
    std::map<std::pair<std::string_view, Stage>, const SchoolStage*> rows;
    for (const SchoolStage& row : other.schools)
        rows.emplace(std::pair<std::string_view, Stage>(row.code, row.stage), &row);
    const auto word = [](const SchoolStage* row) {
        return row != nullptr && row->verdict ? name(*row->verdict)
                                              : std::string_view("not_counted");
    };
    for (const SchoolStage& row : base.schools) {
        const auto found = rows.find({row.code, row.stage});
        const SchoolStage* now = found == rows.end() ? nullptr : found->second;
        note_change(
            effect, "school:" + row.code + "/" + std::string(name(row.stage)), word(&row), word(now)
        );
    }
}

ReadingEffect compare_readings(
    const StandardSet& standards,
    const Assessment& base,
    const Assessment& other
) {
    ReadingEffect effect;
    note_change(
        effect, "resource_verdict", name(base.resource_verdict), name(other.resource_verdict)
    );
    note_change(effect, "verdict", name(base.verdict), name(other.verdict));
    for (std::size_t i = 0; i < base.resource.size(); ++i) {
        const ResourceRow& row = base.resource[i];
        note_change(
            effect,
            "cv:" + standards.resource[row.indicator].id + "/" + std::string(name(row.stage)),
            name(row.cv_compliance),
            name(other.resource[i].cv_compliance)
        );
    }
    note_schools(effect, base, other);
    return effect;
}

}  // namespace

std::vector<std::pair<std::size_t, Stage>> resource_order(const StandardSet& standards) {
    std::vector<std::pair<std::size_t, Stage>> order;
    for (const bool overlay : {false, true})
        for (const Stage stage : kResourceStages)
            for (std::size_t i = 0; i < standards.resource.size(); ++i) {
                const ResourceIndicator& rule = standards.resource[i];
                if (rule.overlay == overlay &&
                    std::ranges::find(rule.stages, stage) != rule.stages.end())
                    order.emplace_back(i, stage);
            }
    return order;
}

Assessment assess(const Snapshot& snapshot, const StandardSet& standards) {
    const CountyView view(snapshot, standards);
    const auto indicators = prepare_indicators(standards);
    std::vector<SchoolRow> rows = school_rows(view, indicators);
    Assessment result{.year = snapshot.year};
    for (const auto& [index, stage] : resource_order(standards))
        result.resource.push_back(resource_row(view, indicators[index], index, stage, rows));
    result.resource_verdict = resource_verdict(standards, rows, result.resource);
    for (SchoolRow& row : rows) result.schools.push_back(std::move(row.result));
    result.guarantee = judge_all(view, standards.guarantee);
    result.quality = judge_all(view, standards.quality);
    result.recognition = judge(view, standards.recognition);
    result.vetoes = judge_all(view, standards.vetoes);
    result.verdict = overall_verdict(result);
    return result;
}

Verdict overall_verdict(const Assessment& assessment) {
    Conjunction all;
    all.add(as_compliance(assessment.resource_verdict));
    all.add(assessment.guarantee);
    all.add(assessment.quality);
    all.add(assessment.recognition.compliance);
    all.add(assessment.vetoes);
    return all.verdict();
}

std::vector<ReadingEffect> reading_effects(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const Assessment& base
) {
    std::vector<ReadingEffect> effects;
    for (const Reading& reading : standards.readings)
        for (const std::string& other : reading.choices) {
            if (other == reading.chosen)
                continue;
            const Assessment changed = assess(snapshot, with_reading(standards, reading.id, other));
            ReadingEffect effect = compare_readings(standards, base, changed);
            effect.reading = reading.id;
            effect.choice = other;
            if (!effect.changes.empty())
                effects.push_back(std::move(effect));
        }
    return effects;
}

}  // namespace junheng
