// SPDX-License-Identifier: GPL-3.0-or-later
// A trail as it was written, then damaged: cut, flipped, its lines swapped, doubled or removed, a
// day compressed, a day gone. What verifies is a beginning of what was written, and nothing else;
// verifying, reading back, following and taking the trail up again agree; what is good before the
// damage stays.
#include "core/audit/chain.h"
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/audit/trailfollower.h"
#include "core/audit/verify.h"

#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/memorydisk.h"
#include "tests/fuzz/traildamage.h"
#include "tests/fuzz/writtentrail.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace lpm::fuzz {
namespace {

using Lines = std::vector<std::string>;

const std::string Directory(MemoryDisk::Directory);
// Behind every line that is written.
const base::Timestamp Later = base::parseRfc3339("2027-02-01T00:00:00.000Z").value();

audit::Network network(domain::RunMode mode) { return {mode, std::string(TrailExchange)}; }

std::size_t commonLines(const Lines &a, const Lines &b)
{
    const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(ends.first - a.begin());
}

void checkBook(const Book &book, const audit::RecoveredTrail &trail)
{
    std::size_t states = 0;
    std::size_t fills = 0;
    for (const auto &[address, account] : trail.accounts) {
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

void checkWritten(MemoryDisk &disk, const WrittenTrail &written)
{
    for (const auto &[mode, book] : written.books) {
        const auto trail = audit::readBack(disk, Directory, network(mode));
        require(trail.has_value(), "a trail as it was written reads back");
        checkBook(book, *trail);
    }
}

// How many lines a follower gives from there on; nullopt where it refuses.
std::optional<std::size_t> follow(const std::shared_ptr<MemoryDisk> &disk,
                                  std::optional<audit::Checkpoint> from)
{
    auto follower = audit::TrailFollower::open(disk, Directory, std::move(from));
    if (!follower) {
        require(!follower.error().message.empty(), "a refusal has its sentence");
        return std::nullopt;
    }
    const auto count =
        follower->follow([](std::string_view, const audit::Head &) { return base::Result<void>{}; },
                         std::numeric_limits<std::size_t>::max());
    return count ? std::optional(*count) : std::nullopt;
}

std::string textOf(const std::vector<DayFile> &files, const std::string &name)
{
    for (const DayFile &file : files) {
        if (file.name == name)
            return std::accumulate(file.lines.begin(), file.lines.end(), std::string());
    }
    return {};
}

// From a line that was safely written: when its end is not where it was, that is no torn end.
void checkCheckpoint(const std::shared_ptr<MemoryDisk> &disk, const WrittenTrail &written,
                     const std::vector<DayFile> &now, std::size_t line)
{
    const audit::Checkpoint &from = written.checkpoints[line];
    const std::string text = textOf(now, from.file).substr(0, from.offset);
    const bool isThere = text.size() == from.offset && text.ends_with(audit::lineEnding(from.head));
    const auto followed = follow(disk, from);
    const auto journal = audit::openJournal(disk, Directory, Later, {{}, from});
    if (isThere)
        return;
    require(!followed, "a follower does not go on where safe lines are gone");
    require(!journal, "a trail is not taken up where safe lines are gone");
    require(journal.error().code == base::ErrorCode::Corrupt, "lines that are gone are a breach");
}

// Taken up again: the same lines are good, and where the end was torn, a line says so.
void checkTakingUp(const std::shared_ptr<MemoryDisk> &disk, std::uint64_t lines, bool isTorn)
{
    require(audit::openJournal(disk, Directory, Later).has_value(),
            "a good trail, or one with a torn end, is taken up again");
    const auto after = audit::verifyTrail(*disk, Directory);
    require(after && after->isGood, "a trail that was taken up again verifies");
    require(after->lines == lines + (isTorn ? 1 : 0), "no line is lost by taking it up");
}

// Whether a file behind the one with the damage begins with a line as it was written.
bool hasWrittenLineBehind(const Lines &written, const Damaged &damaged, std::size_t common)
{
    std::size_t before = 0;
    for (const DayFile &file : damaged.files) {
        const bool isBehind = before > common;
        if (isBehind && !file.lines.empty() &&
            std::find(written.begin(), written.end(), file.lines.front()) != written.end())
            return true;
        before += file.lines.size();
    }
    return false;
}

void checkDamaged(const std::shared_ptr<MemoryDisk> &disk, const WrittenTrail &written,
                  const Damaged &damaged)
{
    const auto report = audit::verifyTrail(*disk, Directory);
    require(report.has_value(), "files that can be read are judged");
    const Lines then = linesOf(written.files);
    const Lines now = linesOf(damaged.files);
    const std::size_t common = commonLines(then, now);
    if (!damaged.flip) {
        require(report->isGood == (common == now.size()),
                "only a beginning of what was written verifies");
        require(report->lines == common, "what is good before the damage is found, and no more");
    }
    require(report->lines <= then.size(), "no line is made up");
    require(report->isGood == report->firstBad.empty(), "the first bad line is named");

    const auto trail = audit::readBack(*disk, Directory, network(domain::RunMode::Live));
    const bool isTorn = !report->isGood && trail.has_value();
    require(!report->isGood || trail, "what verifies reads back");
    if (trail)
        require(trail->lines == report->lines, "reading back and verifying count the same lines");
    if (isTorn && !damaged.flip)
        require(!hasWrittenLineBehind(then, damaged, common), "behind a torn end nothing begins");
    const auto followed = follow(disk, std::nullopt);
    require(!report->isGood || followed == report->lines, "what verifies can be followed");
    require(!followed || *followed == report->lines, "a follower gives the good lines");
    if (!damaged.flip && (report->isGood || isTorn))
        checkTakingUp(disk, report->lines, isTorn);
}

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lpm::fuzz;
    Bytes bytes(data, size);
    const std::size_t line = bytes.byte();
    const WrittenTrail written = writeTrail(bytes);
    MemoryDisk whole;
    store(whole, {written.files, {}, {}});
    checkWritten(whole, written);

    const Damaged damaged = damage(written.files, bytes);
    const auto copy = std::make_shared<MemoryDisk>();
    store(*copy, damaged);
    if (!damaged.flip)
        checkCheckpoint(copy, written, damaged.files, line % written.checkpoints.size());
    const auto disk = std::make_shared<MemoryDisk>();
    store(*disk, damaged);
    checkDamaged(disk, written, damaged);
    return 0;
}
