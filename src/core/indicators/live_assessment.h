// SPDX-License-Identifier: Apache-2.0
/// An assessment that follows its county change by change. One changed cell re-assesses only what
/// it touches, with the same result, bit for bit, as assessing the changed county anew.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/indicators/assessment.h"
#include "core/standards/standard_set.h"

namespace junheng {

class LiveAssessment {
public:
    /// The standard set must outlive this.
    LiveAssessment(Snapshot snapshot, const StandardSet& standards);
    ~LiveAssessment();
    LiveAssessment(const LiveAssessment&) = delete;
    LiveAssessment& operator=(const LiveAssessment&) = delete;

    /// Errors: as junheng::apply; the assessment then stays as it was.
    /// Cost: under 50 µs for a cell of `stages`, `shared` or `teachers`; a whole assessment for
    /// anything that changes which rows there are.
    Result<void> apply(const Change& change);

    const Snapshot& snapshot() const;
    const Assessment& assessment() const;

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace junheng
