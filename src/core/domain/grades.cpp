// SPDX-License-Identifier: Apache-2.0
#include "core/domain/grades.h"

namespace junheng {
namespace {

constexpr GradeSpan kPrimary{1, 6};
constexpr GradeSpan kJunior{7, 9};

}  // namespace

GradeSpan grades_of(Stage stage) {
    return stage == Stage::junior ? kJunior : kPrimary;
}

std::vector<std::int64_t> even_classes(std::int64_t pupils, std::int64_t classes) {
    std::vector<std::int64_t> sizes;
    for (std::int64_t c = 0; c < classes; ++c)
        sizes.push_back(pupils / classes + (c < pupils % classes ? 1 : 0));
    return sizes;
}

}  // namespace junheng
