// SPDX-License-Identifier: GPL-3.0-or-later
// A trail as it was written, then damaged: cut, flipped, its lines swapped, doubled or removed, a
// day compressed, a day gone. What verifies is a beginning of what was written, and nothing else;
// verifying, reading back and taking the trail up again agree; what is good before the damage
// stays.
#include "core/audit/auditlogger.h"
#include "core/audit/recovery.h"
#include "core/audit/scan.h"
#include "core/audit/verify.h"

#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/traildamage.h"
#include "tests/fuzz/trailfolder.h"
#include "tests/fuzz/writtentrail.h"

#include <algorithm>

namespace lpm::fuzz {
namespace {

using Lines = std::vector<std::string>;

audit::Network network(domain::RunMode mode) { return {mode, std::string(TrailExchange)}; }

std::size_t commonLines(const Lines &a, const Lines &b)
{
    const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(ends.first - a.begin());
}

void checkBooks(const TrailFolder &folder, const WrittenTrail &written)
{
    for (const auto &[mode, book] : written.books) {
        const auto trail = audit::readBack(folder.path(), network(mode));
        require(trail.has_value(), "a trail as it was written reads back");
        std::size_t states = 0;
        std::size_t fills = 0;
        for (const auto &[address, account] : trail->accounts) {
            for (const auto &[coin, position] : account.positions) {
                const auto found = book.states.find({address, coin});
                require(found != book.states.end() && found->second == position.state,
                        "a position is read back to the last digit");
                ++states;
            }
            for (const domain::FillId &fill : account.fills)
                require(book.fills.contains({address, fill}), "only fills that were written");
            fills += account.fills.size();
        }
        require(states == book.states.size() && fills == book.fills.size(),
                "nothing that was written is missing");
    }
}

// A clock that stands at the day of the newest file at the latest, as a program's would.
base::ManualClock clockAfter()
{
    return base::ManualClock(base::parseRfc3339("2027-02-01T00:00:00.000Z").value());
}

// Taken up again: the same lines are good, and where the end was torn, a line says so.
void checkTakingUp(const TrailFolder &folder, const audit::VerifyReport &before, bool isTorn)
{
    const auto clock = clockAfter();
    {
        const auto logger =
            audit::AuditLogger::open(folder.path(), audit::SyncMode::Interval, clock);
        require(logger.has_value(), "a good trail, or one with a torn end, is taken up again");
    }
    const auto after = audit::verifyTrail(folder.path());
    require(after && after->isGood, "a trail that was taken up again verifies");
    require(after->lines == before.lines + (isTorn ? 1 : 0), "no line is lost by taking it up");
}

void checkDamaged(const TrailFolder &folder, const Lines &written, const Damaged &damaged,
                  bool takesUp)
{
    const auto report = audit::verifyTrail(folder.path());
    if (!report) {
        require(!report.error().message.empty(), "a refusal has its sentence");
        return;
    }
    const Lines now = linesOf(damaged.files);
    const std::size_t common = commonLines(written, now);
    const bool isBeginning = common == now.size();
    if (!damaged.flip) {
        require(report->isGood == isBeginning, "only a beginning of what was written verifies");
        require(report->lines == common, "what is good before the damage is found, and no more");
    }
    require(report->lines <= written.size(), "no line is made up");
    require(report->isGood == report->firstBad.empty(), "the first bad line is named");

    const auto trail = audit::readBack(folder.path(), network(domain::RunMode::Live));
    const bool isTorn = !report->isGood && trail.has_value();
    require(!report->isGood || trail, "what verifies reads back");
    if (trail)
        require(trail->lines == report->lines, "reading back and verifying count the same lines");
    if (isTorn && !damaged.flip)
        require(common + 1 >= now.size() || damaged.isLastFileOnly(common),
                "a torn end is in the newest file");
    if (takesUp && !damaged.flip && (report->isGood || isTorn))
        checkTakingUp(folder, *report, isTorn);
}

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lpm::fuzz;
    static const TrailFolder folder;
    Bytes bytes(data, size);
    const bool takesUp = bytes.below(4) == 0; // it starts a thread: not for every input
    const WrittenTrail written = writeTrail(bytes);
    folder.clear();
    store(folder, {written.files, {}, {}});
    checkBooks(folder, written);

    const Damaged damaged = damage(written.files, bytes);
    folder.clear();
    store(folder, damaged);
    checkDamaged(folder, linesOf(written.files), damaged, takesUp);
    return 0;
}
