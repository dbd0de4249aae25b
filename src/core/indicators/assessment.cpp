// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/assessment.h"

namespace junheng {

std::string_view name(Compliance compliance) {
    switch (compliance) {
        case Compliance::met:
            return "met";
        case Compliance::short_of:
            return "short";
        case Compliance::unknown:
            return "unknown";
        case Compliance::not_applicable:
            return "not_applicable";
    }
    return "unknown";
}

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::pass:
            return "pass";
        case Verdict::fail:
            return "fail";
        case Verdict::unknown:
            return "unknown";
    }
    return "unknown";
}

double CountedAmount::value() const {
    return hundredths ? static_cast<double>(count) / 100 : static_cast<double>(count);
}

}  // namespace junheng
