// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/pupil_writer.h"

#include <exception>
#include <future>

#include "io/storage/sqlite/person_keys.h"
#include "io/storage/sqlite/pupil_batch.h"
#include "io/storage/sqlite/pupil_issues.h"

namespace junheng::sqlite {
namespace {

constexpr std::size_t kBatchRows = 4096;

constexpr std::string_view kAddPerson = "INSERT INTO person (county) VALUES (?)";
constexpr std::string_view kOpen =
    "INSERT INTO enrolment (county, school_year, person, school, grade, class, fingerprint, sealed, sheet, sheet_row,"
    " from_set) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kClose = "UPDATE enrolment SET to_set = ? WHERE id = ?";

/// Rows go through in batches: while one is sealed by a second thread, the source fills the next.
class PupilWriter {
public:
    PupilWriter(Connection& connection, const Sealer& sealer, const SetInProgress& set, const PupilSource& source)
        : connection_(connection),
          sealer_(sealer),
          set_(set),
          source_(source),
          add_person_(connection.query(kAddPerson)),
          open_(connection.query(kOpen)),
          close_(connection.query(kClose)),
          known_(load_known(connection, {set.county, source.year}, schools_)),
          seen_(known_.pupils.size()),
          issues_(source.places) {}

    void add(PupilRow row, std::size_t place) {
        filling_.push_back({.row = std::move(row), .place = static_cast<std::uint32_t>(place)});
        if (filling_.size() >= kBatchRows)
            turn();
    }
    void finish() {
        turn();
        turn();
        for (std::uint32_t slot = 0; slot < known_.pupils.size(); ++slot)
            close_or_question(slot);
        if (issues_.empty())
            keys_.write(connection_, set_.county);
    }
    const Tally& tally() const { return tally_; }
    Issues issues() { return issues_.take(); }

private:
    void turn();
    void settle(const PreparedPupil& pupil);
    /// The same child further up in the import, known by a number that the store does not hold.
    Sighting* earlier(const PreparedPupil& pupil);
    void remember(const PreparedPupil& pupil, const Sighting& now);
    void settle_fresh(const PreparedPupil& pupil);
    void settle_known(const PreparedPupil& pupil, const KnownPupil& known);
    void learn_numbers(const PreparedPupil& pupil, std::int64_t person);
    void open(const PreparedPupil& pupil, std::int64_t person);
    void close(std::int64_t enrolment) { close_.with(set_.id, enrolment).run(); }
    void close_or_question(std::uint32_t slot);
    bool leaves(const KnownPupil& pupil) const;

    Connection& connection_;
    const Sealer& sealer_;
    const SetInProgress& set_;
    const PupilSource& source_;
    Statement& add_person_;
    Statement& open_;
    Statement& close_;
    SchoolNumbers schools_;
    KnownPupils known_;
    std::vector<Sighting> seen_;   // by slot of known_
    std::vector<Sighting> fresh_;  // of rows with a number new to the county
    IndexMap fresh_by_index_;
    PersonKeys keys_;
    std::vector<bool> present_;  // by number of school
    PupilIssues issues_;
    Tally tally_;
    std::vector<PreparedPupil> filling_;
    std::vector<PreparedPupil> sealing_;
    std::future<void> sealed_;
};

void PupilWriter::turn() {
    if (sealed_.valid())
        sealed_.get();
    std::vector<PreparedPupil> ready = std::move(sealing_);
    sealing_ = std::move(filling_);
    filling_ = {};
    filling_.reserve(kBatchRows);
    if (!sealing_.empty())
        sealed_ = std::async(std::launch::async, [this] { prepare(sealing_, sealer_, known_); });
    for (const PreparedPupil& pupil : ready)
        settle(pupil);
}

void PupilWriter::settle(const PreparedPupil& pupil) {
    const Sighting now{schools_.number(pupil.row.school), pupil.place, pupil.row.file_row, true};
    if (now.school >= present_.size())
        present_.resize(now.school + 1);
    present_[now.school] = true;
    const auto known = known_slot(pupil);
    Sighting* before = earlier(pupil);
    if (before == nullptr && known && seen_[*known].seen)
        before = &seen_[*known];
    if (before != nullptr) {
        issues_.seen_twice(pupil.row.school, schools_.code(before->school), *before, now);
        return;
    }
    remember(pupil, now);
    if (known) {
        seen_[*known] = now;
        settle_known(pupil, known_.pupils[*known]);
    } else {
        settle_fresh(pupil);
    }
}

Sighting* PupilWriter::earlier(const PreparedPupil& pupil) {
    auto slot = fresh_by_index_.find(pupil.main);
    if (!slot && pupil.other)
        slot = fresh_by_index_.find(*pupil.other);
    return slot ? &fresh_[*slot] : nullptr;
}

void PupilWriter::remember(const PreparedPupil& pupil, const Sighting& now) {
    const bool other_is_new = pupil.other && !pupil.known_other;
    if (pupil.known_main && !other_is_new)
        return;
    const auto slot = static_cast<std::uint32_t>(fresh_.size());
    fresh_.push_back(now);
    if (!pupil.known_main)
        fresh_by_index_.insert(pupil.main, slot);
    if (other_is_new)
        fresh_by_index_.insert(*pupil.other, slot);
}

void PupilWriter::settle_fresh(const PreparedPupil& pupil) {
    ++tally_.added;
    if (!issues_.empty())
        return;
    add_person_.with(set_.county).run();
    const std::int64_t person = connection_.last_id();
    keys_.add(pupil.main, person);
    if (pupil.other)
        keys_.add(*pupil.other, person);
    open(pupil, person);
}

void PupilWriter::settle_known(const PreparedPupil& pupil, const KnownPupil& known) {
    if (pupil.sealed.empty()) {
        ++tally_.unchanged;
        return;
    }
    ++(known.enrolment == 0 ? tally_.added : tally_.changed);
    if (!issues_.empty())
        return;
    if (known.enrolment != 0)
        close(known.enrolment);
    learn_numbers(pupil, known.person);
    open(pupil, known.person);
}

void PupilWriter::learn_numbers(const PreparedPupil& pupil, std::int64_t person) {
    const bool other_is_new = pupil.other && !pupil.known_other;
    if (!pupil.known_main || other_is_new)
        keys_.replace(person, pupil.main, pupil.other);
}

void PupilWriter::open(const PreparedPupil& pupil, std::int64_t person) {
    const PupilRow& row = pupil.row;
    open_
        .with(
            set_.county,
            source_.year.start,
            person,
            row.school,
            row.grade,
            row.class_name,
            pupil.fingerprint,
            Bytes(pupil.sealed),
            set_.first_sheet + static_cast<int>(pupil.place),
            row.file_row,
            set_.id
        )
        .run();
}

bool PupilWriter::leaves(const KnownPupil& pupil) const {
    if (source_.scope == PupilScope::whole_year)
        return true;
    return source_.scope == PupilScope::schools_present && pupil.school < present_.size() && present_[pupil.school];
}

void PupilWriter::close_or_question(std::uint32_t slot) {
    const KnownPupil& pupil = known_.pupils[slot];
    const Sighting& seen = seen_[slot];
    if (pupil.enrolment == 0)
        return;
    if (seen.seen) {
        // The other school has not handed in a list without the child.
        if (seen.school != pupil.school && !leaves(pupil))
            issues_.at_two_schools(schools_.code(seen.school), schools_.code(pupil.school), seen);
    } else if (leaves(pupil)) {
        ++tally_.gone;
        if (issues_.empty())
            close(pupil.enrolment);
    }
}

}  // namespace

Feed put_pupils(
    Connection& connection,
    const Sealer& sealer,
    const SetInProgress& set,
    const PupilSource& source,
    Committed& done
) {
    PupilWriter writer(connection, sealer, set, source);
    std::exception_ptr broken;
    // Kept until the source returns: it may be in the middle of a C library, through which nothing may be thrown.
    const ChildSink sink = [&](PupilRow row, std::size_t place) {
        try {
            if (!broken)
                writer.add(std::move(row), place);
        } catch (...) {
            broken = std::current_exception();
        }
        return !broken;
    };
    const Feed feed = take(source.feed(sink));
    if (broken)
        std::rethrow_exception(broken);
    writer.finish();
    done.pupils = writer.tally();
    Issues issues = writer.issues();
    done.issues.insert(done.issues.end(), issues.begin(), issues.end());
    return feed;
}

}  // namespace junheng::sqlite
