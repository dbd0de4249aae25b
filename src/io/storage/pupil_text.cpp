// SPDX-License-Identifier: Apache-2.0
#include "io/storage/pupil_text.h"

#include <algorithm>
#include <array>

namespace junheng {
namespace {

constexpr char kSeparator = '\x1f';
constexpr std::size_t kIdentityLength = 18;
// Which kind of number an index is of; else a student number could meet an identity number.
constexpr char kIdentity = 'I';
constexpr char kStudent = 'S';
constexpr char kNameless = 'N';

void append(std::string& text, std::string_view field) {
    std::ranges::copy_if(field, std::back_inserter(text), [](char c) { return c != kSeparator; });
    text += kSeparator;
}

std::string number_key(char kind, std::string_view number) {
    std::string key(1, kind);
    for (const char c : number) key += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return key;
}

bool holds_identity(std::string_view student_no) {
    return student_no.size() == kIdentityLength + 1 &&
           (student_no[0] == 'G' || student_no[0] == 'g');
}

}  // namespace

PupilKeys pupil_keys(const PupilRow& pupil) {
    const std::string_view student = pupil.student_no;
    if (!pupil.identity_no.empty()) {
        PupilKeys keys{number_key(kIdentity, pupil.identity_no), {}};
        const bool same =
            holds_identity(student) && number_key(kIdentity, student.substr(1)) == keys.main;
        if (!student.empty() && !same)
            keys.other = number_key(kStudent, student);
        return keys;
    }
    if (holds_identity(student))
        return {number_key(kIdentity, student.substr(1)), {}};
    if (!student.empty())
        return {number_key(kStudent, student), {}};
    std::string key(1, kNameless);
    for (const auto* field : {&pupil.school, &pupil.name, &pupil.sex, &pupil.birth})
        append(key, *field);
    return {std::move(key), {}};
}

PupilKeys number_keys(std::string_view number) {
    if (holds_identity(number))
        return {number_key(kIdentity, number.substr(1)), number_key(kStudent, number)};
    return {number_key(kIdentity, number), number_key(kStudent, number)};
}

std::string sealed_text(const PupilRow& pupil) {
    std::string text;
    text.reserve(
        pupil.student_no.size() + pupil.identity_no.size() + pupil.name.size() + kIdentityLength * 2
    );
    for (const auto* field :
         {&pupil.student_no,
          &pupil.identity_no,
          &pupil.name,
          &pupil.sex,
          &pupil.birth,
          &pupil.residence,
          &pupil.origin})
        append(text, *field);
    text += pupil.left_behind ? '1' : '0';
    text += pupil.disabled ? '1' : '0';
    return text;
}

std::string fingerprint_text(const PupilRow& pupil, std::string_view sealed_text) {
    std::string text(sealed_text);
    append(text, pupil.school);
    append(text, pupil.class_name);
    return text += std::to_string(pupil.grade);
}

Result<PupilRow> parse_sealed_text(std::string_view text) {
    PupilRow pupil;
    for (auto* field :
         {&pupil.student_no,
          &pupil.identity_no,
          &pupil.name,
          &pupil.sex,
          &pupil.birth,
          &pupil.residence,
          &pupil.origin}) {
        const auto end = text.find(kSeparator);
        if (end == std::string_view::npos)
            return failure(ErrorKind::internal, "store.text_damaged");
        *field = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    if (text.size() != 2)
        return failure(ErrorKind::internal, "store.text_damaged");
    pupil.left_behind = text[0] == '1';
    pupil.disabled = text[1] == '1';
    return pupil;
}

}  // namespace junheng
