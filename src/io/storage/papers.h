// SPDX-License-Identifier: Apache-2.0
/// Files of the papers behind judged indicators: kept apart from the rows, so that no assessment
/// reads them.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/date.h"

namespace junheng {

/// Takes the place of the slot's present file.
struct NewPaper {
    SchoolYear year;
    std::string item;
    std::string slot;
    std::string name;
    std::string media_type;
    std::string content;
};

struct PaperFile {
    std::int64_t id = 0;
    SchoolYear year;
    std::string item;
    std::string slot;
    std::string name;
    std::string media_type;
    std::int64_t size = 0;
    std::string sha256;  // hexadecimal
    bool current = false;
    std::string who;
    std::string at;
};

struct Paper {
    PaperFile file;
    std::string content;
};

}  // namespace junheng
