// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/pupil_writer.h"

#include <exception>
#include <future>

#include "io/storage/sqlite/person_keys.h"
#include "io/storage/sqlite/pupil_batch.h"
#include "io/storage/sqlite/pupil_issues.h"
#include "io/storage/sqlite/row_feed.h"

namespace junheng::sqlite {
namespace {

constexpr std::size_t kBatchRows = 4096;

constexpr std::string_view kLastPerson = "SELECT max(id) FROM person";
constexpr std::string_view kAddPersons =
    "INSERT INTO person (id, county) SELECT c1, ? FROM fed_rows";
constexpr std::string_view kOpen =
    "INSERT INTO enrolment (county, school_year, person, school, grade, class, fingerprint, "
    "sealed, sheet, sheet_row,"
    " from_set) SELECT ?, ?, c1, c2, c3, c4, c5, c6, c7, c8, ? FROM fed_rows";
constexpr std::string_view kClose = "UPDATE enrolment SET to_set = ? WHERE id = ?";

/// A row that the store is to hold from now on.
struct Opening {
    const PreparedPupil* pupil = nullptr;
    std::int64_t person = 0;
};

/// Rows go through in batches: while one is sealed by a second thread, the source fills the next.
class PupilWriter {
public:
    PupilWriter(
        Connection& connection,
        const Sealer& sealer,
        const SetInProgress& set,
        const PupilSource& source
    )
        : connection_(connection),
          sealer_(sealer),
          set_(set),
          source_(source),
          next_person_(connection.query(kLastPerson).first_integer().value_or(0) + 1),
          known_(load_known(connection, {set.county, source.year}, schools_)),
          seen_(known_.pupils.size()),
          issues_(source.places) {
        offer_fed_rows(connection);
    }

    void add(PupilRow row, std::size_t place) {
        filling_.push_back({.row = std::move(row), .place = static_cast<std::uint32_t>(place)});
        if (filling_.size() >= kBatchRows)
            turn();
    }
    void finish() {
        turn();
        turn();
        for (std::uint32_t slot = 0; slot < known_.pupils.size(); ++slot) close_or_question(slot);
        if (issues_.empty())
            keys_.write(connection_, set_.county);
    }
    const Tally& tally() const { return tally_; }
    std::vector<PupilTally> by_school() const;
    Issues issues() { return issues_.take(); }

private:
    void turn();
    void settle(const PreparedPupil& pupil);
    /// The same child further up in the import, known by a number that the store does not hold.
    Sighting* earlier(const PreparedPupil& pupil);
    void remember(const PreparedPupil& pupil, const Sighting& now);
    void settle_fresh(const PreparedPupil& pupil, std::uint32_t school);
    void settle_known(const PreparedPupil& pupil, const KnownPupil& known, std::uint32_t school);
    void count(std::uint32_t school, std::int64_t Tally::*what);
    void learn_numbers(const PreparedPupil& pupil, std::int64_t person);
    void open(const PreparedPupil& pupil, std::int64_t person) {
        opening_.push_back({&pupil, person});
    }
    void write_openings();
    void answer(const FedCell& cell) const;
    void close(std::int64_t enrolment) { connection_.query(kClose).with(set_.id, enrolment).run(); }
    void close_or_question(std::uint32_t slot);
    bool leaves(const KnownPupil& pupil) const;

    Connection& connection_;
    const Sealer& sealer_;
    const SetInProgress& set_;
    const PupilSource& source_;
    std::int64_t next_person_;
    SchoolNumbers schools_;
    KnownPupils known_;
    std::vector<Sighting> seen_;   // by slot of known_
    std::vector<Sighting> fresh_;  // of rows with a number new to the county
    IndexMap fresh_by_index_;
    PersonKeys keys_;
    std::vector<bool> present_;  // by number of school
    PupilIssues issues_;
    Tally tally_;
    std::vector<Tally> by_school_;           // by number of school
    std::vector<std::int64_t> new_persons_;  // of the batch in hand, as are the openings
    std::vector<Opening> opening_;
    std::vector<PreparedPupil> filling_;
    std::vector<PreparedPupil> sealing_;
    std::vector<PreparedPupil> ready_;
    std::future<void> sealed_;
};

void PupilWriter::turn() {
    if (sealed_.valid())
        sealed_.get();
    std::swap(ready_, sealing_);
    std::swap(sealing_, filling_);
    if (!sealing_.empty())
        sealed_ = std::async(std::launch::async, [this] { prepare(sealing_, sealer_, known_); });
    for (const PreparedPupil& pupil : ready_) settle(pupil);
    write_openings();
    ready_.clear();
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
        settle_known(pupil, known_.pupils[*known], now.school);
    } else {
        settle_fresh(pupil, now.school);
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

void PupilWriter::count(std::uint32_t school, std::int64_t Tally::*what) {
    if (school >= by_school_.size())
        by_school_.resize(school + 1);
    ++(tally_.*what);
    ++(by_school_[school].*what);
}

std::vector<PupilTally> PupilWriter::by_school() const {
    std::vector<PupilTally> touched;
    for (std::uint32_t school = 0; school < by_school_.size(); ++school)
        if (by_school_[school].touched() > 0)
            touched.push_back({schools_.code(school), by_school_[school]});
    return touched;
}

void PupilWriter::settle_fresh(const PreparedPupil& pupil, std::uint32_t school) {
    count(school, &Tally::added);
    if (!issues_.empty())
        return;
    const std::int64_t person = next_person_++;
    new_persons_.push_back(person);
    keys_.add(pupil.main, person);
    if (pupil.other)
        keys_.add(*pupil.other, person);
    open(pupil, person);
}

void PupilWriter::settle_known(
    const PreparedPupil& pupil,
    const KnownPupil& known,
    std::uint32_t school
) {
    if (pupil.sealed.empty()) {
        count(school, &Tally::unchanged);
        return;
    }
    count(school, known.enrolment == 0 ? &Tally::added : &Tally::changed);
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

void PupilWriter::answer(const FedCell& cell) const {
    const Opening& opening = opening_[cell.row];
    const PreparedPupil& pupil = *opening.pupil;
    switch (cell.column) {
        case 1:
            return cell.answer(opening.person);
        case 2:
            return cell.answer(pupil.row.school);
        case 3:
            return cell.answer(std::int64_t{pupil.row.grade});
        case 4:
            return cell.answer(pupil.row.class_name);
        case 5:
            return cell.answer(Bytes(pupil.fingerprint));
        case 6:
            return cell.answer(Bytes(pupil.sealed));
        case 7:
            return cell.answer(std::int64_t{set_.first_sheet} + pupil.place);
        default:
            return cell.answer(std::int64_t{pupil.row.file_row});
    }
}

void PupilWriter::write_openings() {
    if (!new_persons_.empty())
        run_over_rows(
            connection_,
            connection_.query(kAddPersons).with(set_.county),
            new_persons_.size(),
            [&](const FedCell& cell) { cell.answer(new_persons_[cell.row]); }
        );
    if (!opening_.empty())
        run_over_rows(
            connection_,
            connection_.query(kOpen).with(set_.county, source_.year.start, set_.id),
            opening_.size(),
            [&](const FedCell& cell) { answer(cell); }
        );
    new_persons_.clear();
    opening_.clear();
}

bool PupilWriter::leaves(const KnownPupil& pupil) const {
    if (source_.scope == PupilScope::whole_year)
        return true;
    return source_.scope == PupilScope::schools_present && pupil.school < present_.size() &&
           present_[pupil.school];
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
        count(pupil.school, &Tally::gone);
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
    // Kept until the source returns: it may be in the middle of a C library, through which nothing
    // may be thrown.
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
    done.pupils_by_school = writer.by_school();
    Issues issues = writer.issues();
    done.issues.insert(done.issues.end(), issues.begin(), issues.end());
    return feed;
}

}  // namespace junheng::sqlite
