// SPDX-License-Identifier: GPL-3.0-or-later
// The process's life in a schedule: how it ends, what the disk does to it, and what its trail must
// hold then.
#include "tests/simulation/schedule.h"

#include <algorithm>

namespace lpm::simulation {

using std::chrono::seconds;

void Schedule::startProgram()
{
    ++m_world.process;
    const bool diesEarly
        = !m_disk->isDying() && m_world.strikes(Fault::CrashInRecovery, 500);
    if (diesEarly) {
        m_nextDeath = Death::Kill;
        m_disk->dieAfter(static_cast<std::uint64_t>(m_world.random.below(6)), m_world.random);
    }
    m_program = std::make_unique<Program>(
        m_world,
        Surroundings{m_accounts, m_markets, *m_oracle, *m_trailOracle, m_disk},
        m_programOptions);
    const auto started = m_program->start();
    if (diesEarly)
        m_disk->liveOn();
    if (started)
        return;
    m_program.reset();
    if (started.error().code != base::ErrorCode::Io)
        throw Broken("the trail cannot be opened: " + started.error().message);
    m_world.events.at(m_world.now + seconds{2}, [this] { startProgram(); });
}

void Schedule::disturbProcess()
{
    if (!m_program)
        return;
    disturbDisk();
    auto &random = m_world.random;
    const auto soon = static_cast<std::uint64_t>(random.below(12));
    if (m_world.strikes(Fault::KilledInDisk, 15)) {
        m_nextDeath = Death::Kill;
        m_disk->dieAfter(soon, random);
    } else if (m_world.strikes(Fault::PowerLoss, 15)) {
        m_nextDeath = Death::PowerLoss;
        m_disk->dieAfter(soon, random);
    } else if (m_world.strikes(Fault::Killed, 15)) {
        die(Death::Kill);
    }
}

void Schedule::disturbDisk()
{
    using Mood = SimulatedDisk::Mood;
    if (m_world.strikes(Fault::SyncError, 10))
        m_disk->failNextSync();
    if (m_disk->mood() != Mood::Works)
        return;
    if (m_world.strikes(Fault::DiskFull, 20))
        m_disk->setMood(Mood::Full);
    else if (m_world.strikes(Fault::ReadOnlyDisk, 20))
        m_disk->setMood(Mood::ReadOnly);
    if (m_disk->mood() != Mood::Works)
        m_world.events.at(m_world.now + m_world.pick(100, 60'000),
                          [this] { m_disk->setMood(Mood::Works); });
}

// Before the fills that are missing can have been read.
void Schedule::dieSoon()
{
    m_world.events.at(m_world.now + m_world.pick(20, 700), [this] {
        if (m_program && m_isTrading)
            die(Death::Kill);
    });
}

void Schedule::die(Death death)
{
    m_world.tell([&] { return std::string(death == Death::Kill ? "KILLED" : "POWER LOST"); });
    ++m_deaths;
    std::uint64_t mustHold = 0;
    if (m_program) {
        const Recorder &recorder = m_program->recorder();
        mustHold = death == Death::Kill ? recorder.written() : recorder.synced();
        if (recorder.syncsEach())
            mustHold = std::max(mustHold, recorder.published());
    }
    ++m_world.process; // what it had asked for is void
    m_program.reset();
    m_disk->onProcessDied();
    if (death == Death::PowerLoss)
        m_disk->losePower(m_nextTear.value_or(static_cast<Tear>(m_world.random.below(Tears))),
                          m_world.random);
    m_nextTear.reset();
    checkTrail(mustHold);
    m_world.events.at(m_world.now + m_world.pick(100, 8000), [this] { startProgram(); });
}

// What the files say right after a death, before anybody has mended anything.
void Schedule::checkTrail(std::uint64_t mustHold)
{
    const Recorder reader(m_world, m_disk, *m_trailOracle, false);
    const auto trail = reader.readBack();
    if (!trail)
        throw Broken("after a death the trail cannot be read: " + trail.error().message);
    if (trail->lines < mustHold)
        throw Broken("line " + std::to_string(mustHold) + " was safe, and only "
                     + std::to_string(trail->lines) + " are there");
    if (auto what = m_trailOracle->differs(*trail, trail->lines); !what.empty())
        throw Broken("after a death: " + what);
    m_trailOracle->rewind(trail->lines);
    if (m_disk->hasTornTail(Recorder::Directory))
        m_world.struck.count(Fault::TornTail);
    rotBits();
}

// One bit of the trail turns: nobody may take it for a good one.
void Schedule::rotBits()
{
    if (!m_world.strikes(Fault::BitRot, 300))
        return;
    const auto names = m_disk->names();
    if (names.empty())
        return;
    std::string &bytes = *m_disk->bytesOf(
        names[static_cast<std::size_t>(m_world.random.below(static_cast<std::int64_t>(names.size())))]);
    if (bytes.empty())
        return;
    const auto at
        = static_cast<std::size_t>(m_world.random.below(static_cast<std::int64_t>(bytes.size())));
    const char good = bytes[at];
    bytes[at] = static_cast<char>(good ^ (1 << m_world.random.below(8)));
    const Recorder reader(m_world, m_disk, *m_trailOracle, false);
    const auto trail = reader.readBack();
    bytes[at] = good;
    const auto before = reader.readBack();
    // In the last line it is a torn tail, anywhere else the trail is broken.
    if (trail && trail->lines + 1 < before->lines)
        throw Broken("a flipped bit hides lines and nobody says so");
    if (trail && trail->lines == before->lines && !m_trailOracle->differs(*trail, trail->lines).empty())
        throw Broken("a flipped bit changed what the trail says");
}

// Trades each millisecond around midnight, and where the power goes, then.
void Schedule::spendMidnight()
{
    if (!m_world.isActive(Fault::Midnight))
        return;
    const auto midnight
        = std::chrono::ceil<std::chrono::days>(m_world.time()) - m_world.begin;
    for (int i = -20; i < 20; ++i) {
        m_world.events.at(midnight + Milliseconds{i}, [this, i] {
            if (m_world.isHealing)
                return;
            if (i == 0 && m_program)
                m_world.struck.count(Fault::Midnight);
            trade(static_cast<std::size_t>(m_world.random.below(2)), 0);
            if (i > 0 && m_world.isActive(Fault::PowerLoss) && m_program
                && m_world.strikes(Fault::PowerLoss, 60))
                die(Death::PowerLoss);
        });
    }
}

// I4: what the trail says is what memory holds.
void Schedule::checkReplay()
{
    const Recorder &recorder = m_program->recorder();
    if (recorder.isRefusing())
        throw Broken("the trail still refuses");
    const auto trail = recorder.readBack();
    if (!trail)
        throw Broken("the trail cannot be read: " + trail.error().message);
    if (trail->lines != recorder.written())
        throw Broken("the trail has lines that nobody wrote, or lacks some");
    if (auto what = m_trailOracle->differs(*trail, trail->lines); !what.empty())
        throw Broken(what);
}

} // namespace lpm::simulation
