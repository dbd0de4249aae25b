// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import_pupils.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/base/decimal.h"
#include "core/domain/identity_number.h"
#include "io/exchange/import_cell.h"
#include "io/exchange/layout.h"
#include "io/exchange/registry_check.h"
#include "io/exchange/sheet.h"
#include "io/exchange/value_repair.h"

namespace junheng {
namespace {

/// In the order of pupil_fields().
enum Field : std::size_t {
    kStudentNo,
    kIdentityNo,
    kName,
    kSex,
    kBirth,
    kSchool,
    kGrade,
    kClass,
    kResidence,
    kOrigin,
    kLeftBehind,
    kDisabled
};
constexpr std::int64_t kLastGrade = 12;

/// The usual cell needs no repair; this is what makes a million of them quick.
bool is_plain_code(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    });
}

class PupilRowReader {
public:
    PupilRowReader(
        const PupilList& list,
        const HeadBook& book,
        const PupilRules& rules,
        Issues& issues
    )
        : list_(list), book_(book), rules_(rules), issues_(issues) {}

    /// Answers whether the row is sound.
    bool read(const SheetRow& row, PupilRow& pupil) {
        row_ = &row;
        sound_ = true;
        pupil.file_row = row.number;
        pupil.student_no = code(kStudentNo);
        pupil.identity_no = code(kIdentityNo);
        pupil.name = text(kName);
        pupil.sex = word(kSex);
        pupil.birth = birth();
        pupil.school = code(kSchool);
        pupil.grade = grade();
        pupil.class_name = text(kClass);
        pupil.residence = word(kResidence);
        pupil.origin = word(kOrigin);
        pupil.left_behind = word(kLeftBehind) == "yes";
        pupil.disabled = word(kDisabled) == "yes";
        check(pupil);
        return sound_;
    }

private:
    const Cell& cell(Field field) const {
        static const Cell kEmpty;
        const auto index = static_cast<std::size_t>(list_.columns[field] - 1);
        return list_.columns[field] > 0 && index < row_->cells.size() ? row_->cells[index] : kEmpty;
    }

    void report(
        Field field,
        std::string code,
        Severity severity = Severity::error,
        std::string value = {},
        Args more = {}
    ) {
        // Numbers and names stay out of messages.
        Args args = cell_args(std::nullopt, pupil_fields()[field], value.empty() ? "***" : value);
        std::ranges::move(more, std::back_inserter(args));
        Where where = list_.place;
        where.row = row_->number;
        where.column = list_.columns[field];
        issues_.push_back(
            {std::move(code), severity, std::move(where), std::move(value), std::move(args)}
        );
        sound_ = sound_ && severity != Severity::error;
    }

    std::string code(Field field) {
        const Cell& given = cell(field);
        if (given.kind == CellKind::text && is_plain_code(given.text))
            return given.text;
        CleanValue clean = clean_code(given);
        if (!clean.ok())
            report(field, clean.fault);
        return clean.ok() ? std::move(clean.text) : std::string();
    }

    std::string text(Field field) {
        CleanValue clean = clean_text(cell(field));
        if (!clean.ok())
            report(field, clean.fault);
        return clean.ok() ? std::move(clean.text) : std::string();
    }

    std::string birth() {
        const Cell& given = cell(kBirth);
        if (given.text.empty() || parse_date(given.text))
            return given.text;
        CleanValue clean = clean_date(given);
        if (!clean.ok())
            report(kBirth, clean.fault);
        return clean.ok() ? std::move(clean.text) : std::string();
    }

    /// Each of the few words of a column is looked up once.
    std::string word(Field field) {
        const Cell& given = cell(field);
        if (given.text.empty())
            return {};
        const auto [place, fresh] = words_[field].try_emplace(given.text);
        if (fresh) {
            const CellValue value =
                read_cell(given, std::nullopt, pupil_fields()[field], {}, book_);
            const auto* known = std::get_if<std::string>(&value.value);
            place->second = {known == nullptr ? std::string() : *known, value.fault};
        }
        if (!place->second.second.empty())
            report(field, place->second.second, Severity::error, given.text);
        return place->second.first;
    }

    std::int32_t grade() {
        const Cell& given = cell(kGrade);
        const auto quick = parse_decimal(given.text);
        const CellValue value =
            quick && quick->scale == 0
                ? CellValue{quick->mantissa, {}, false}
                : read_cell(given, std::nullopt, pupil_fields()[kGrade], {}, book_);
        const auto* number = std::get_if<std::int64_t>(&value.value);
        if (!value.ok())
            report(kGrade, value.fault, Severity::error, given.text);
        else if (number == nullptr || *number < 1 || *number > kLastGrade)
            report(kGrade, "check.pupil_grade", Severity::error, given.text);
        else
            return static_cast<std::int32_t>(*number);
        return 0;
    }

    void check(PupilRow& pupil) {
        check_school(pupil.school);
        if (pupil.student_no.empty())
            return report(kStudentNo, "field.empty_key");
        const PupilNumber number = check_pupil_number(pupil.student_no, rules_.today);
        if (number.fault != IdentityFault::none)
            return report(
                kStudentNo,
                "check.student_number",
                Severity::error,
                {},
                {{"fault", std::string(name(number.fault))}}
            );
        pupil.student_no = number.normal;
        check_birth(pupil, number.born, kStudentNo);
        if (!pupil.identity_no.empty())
            check_identity(pupil, number);
    }

    void check_identity(PupilRow& pupil, const PupilNumber& number) {
        const IdentityNumber identity = check_identity_number(pupil.identity_no, rules_.today);
        if (identity.fault != IdentityFault::none)
            return report(
                kIdentityNo,
                "check.identity_number",
                Severity::error,
                {},
                {{"fault", std::string(name(identity.fault))}}
            );
        pupil.identity_no = identity.normal;
        if (!number.identity_number.empty() && number.identity_number != identity.normal)
            report(kIdentityNo, "check.numbers_differ");
        check_birth(pupil, identity.born, kIdentityNo);
    }

    void check_birth(const PupilRow& pupil, const std::optional<Date>& born, Field field) {
        if (!pupil.birth.empty() && born && parse_date(pupil.birth) != born &&
            list_.columns[field] > 0)
            report(kBirth, "check.birth_differs");
    }

    void check_school(const std::string& school) {
        if (school.empty())
            return report(kSchool, "field.empty_key");
        if (school == known_school_ || rules_.schools.empty())
            return;
        if (!rules_.schools.contains(school))
            return report(
                kSchool,
                "check.unknown_school",
                Severity::error,
                school,
                {{"nearest", nearest_code(school, rules_.schools)}}
            );
        known_school_ = school;
    }

    const PupilList& list_;
    const HeadBook& book_;
    const PupilRules& rules_;
    Issues& issues_;
    const SheetRow* row_ = nullptr;
    bool sound_ = true;
    std::string known_school_;
    std::array<std::unordered_map<std::string, std::pair<std::string, std::string>>, 12> words_;
};

}  // namespace

Result<PupilCounts> read_pupils(
    const PupilList& list,
    const HeadBook& book,
    const PupilRules& rules,
    const std::function<void(PupilRow)>& sink,
    Issues& issues
) {
    auto file = open_workbook(list.path);
    if (!file)
        return tl::unexpected(file.error());
    PupilCounts counts;
    PupilRowReader reader(list, book, rules, issues);
    const auto done = (*file)->read(list.sheet_index, [&](const SheetRow& row) {
        if (row.number <= list.place.row)
            return true;
        ++counts.rows;
        PupilRow pupil;
        if (is_blank(row)) {
            ++counts.skipped;
        } else if (auto fault = width_fault(row, list.width, {list.place.file, list.place.sheet})) {
            issues.push_back(*std::move(fault));
            ++counts.faulty;
        } else if (reader.read(row, pupil))
            sink(std::move(pupil));
        else
            ++counts.faulty;
        return true;
    });
    if (!done)
        return tl::unexpected(done.error());
    return counts;
}

}  // namespace junheng
