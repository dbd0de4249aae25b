// SPDX-License-Identifier: Apache-2.0
/// For tests: the national set from data/ and scratch folders of rule files.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "core/standards/load.h"

namespace junheng {

inline constexpr Date kToday{std::chrono::year(2025), std::chrono::September, std::chrono::day(1)};

/// Tests run from the project's root.
inline std::filesystem::path national_folder() {
    return "data/standards/balance-2017";
}

inline Result<StandardSet> load_national(StandardChoices choices = {.on = kToday}) {
    return load_standards(national_folder(), choices);
}

inline std::string describe(const Error& error) {
    std::string text = error.code + " in " + error.where.file + ":" +
                       std::to_string(error.where.row) + ":" + std::to_string(error.where.column);
    for (const auto& [name, value] : error.args) text += " " + name + "=" + value;
    return text;
}

/// A folder of its own for each test, gone with it.
class ScratchFolder {
public:
    ScratchFolder() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        path_ = std::filesystem::temp_directory_path() /
                (std::string("junheng_") + test->test_suite_name() + "_" + test->name());
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() { std::filesystem::remove_all(path_); }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name) << text;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace junheng
