// SPDX-License-Identifier: Apache-2.0
/// One child on the way from a file into the store. Never part of a Snapshot, never printed in a
/// message: an issue about a child names file, row and column, not the number.
#pragma once

#include <cstdint>
#include <string>

namespace junheng {

struct PupilRow {
    std::string student_no;   // 学籍号, contains the identity number when it begins with G
    std::string identity_no;  // 身份证件号; may be empty
    std::string name;
    std::string sex;         // male, female, or empty
    std::string birth;       // ISO day, or empty
    std::string school;      // code
    std::int32_t grade = 0;  // 1..12
    std::string class_name;
    std::string residence;  // boarder, day, or empty
    std::string origin;     // local, migrant (随迁), migrant_worker_child, or empty
    bool left_behind = false;
    bool disabled = false;
    std::int32_t file_row = 0;  // where it stood
    std::int64_t person = 0;    // the store's number of the child: says nothing of who it is
};

}  // namespace junheng
