// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/trailfollower.h"

#include "core/audit/chain.h"
#include "core/audit/locate.h"
#include "core/audit/walk.h"

#include <algorithm>
#include <utility>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;

TrailFollower::TrailFollower(std::shared_ptr<Disk> disk, std::string directory, Checkpoint at)
    : m_disk(std::move(disk)), m_directory(std::move(directory)), m_at(std::move(at))
{
}

Result<TrailFollower> TrailFollower::open(std::shared_ptr<Disk> disk, std::string directory,
                                          std::optional<Checkpoint> checkpoint)
{
    TrailFollower follower(std::move(disk), std::move(directory),
                           checkpoint.value_or(Checkpoint{}));
    const auto trail = follower.list();
    if (!trail)
        return failure(trail.error());
    if (follower.m_at.head.seq == 0)
        follower.m_at = Checkpoint{trail->base, {}, 0};
    else if (const auto place = locate(*follower.m_disk, *trail, follower.m_at); !place)
        return failure(place.error());
    return follower;
}

Result<Trail> TrailFollower::list()
{
    auto trail = listTrail(*m_disk, m_directory);
    if (!trail && trail.error().code == ErrorCode::NotFound)
        return Trail{{}, emptyHead()};
    return trail;
}

Result<std::size_t> TrailFollower::follow(const LineVisitor &visitor, std::size_t most)
{
    // Before the walk: a file that has a next one here had got its last line by now.
    const auto trail = list();
    if (!trail)
        return failure(trail.error());
    std::size_t count = 0;
    while (count < most) {
        const auto step = m_reader ? visitNext(visitor) : goOn(*trail);
        if (!step) {
            m_reader.reset(); // the line comes again
            return failure(step.error());
        }
        if (*step == Step::Visited)
            ++count;
        if (*step != Step::Ended)
            continue;
        const auto turned = turn(*trail);
        if (!turned)
            return failure(turned.error());
        if (!*turned)
            break;
    }
    return count;
}

Result<TrailFollower::Step> TrailFollower::goOn(const Trail &trail)
{
    const auto place = locate(*m_disk, trail, m_at);
    if (!place)
        return failure(place.error());
    if (trail.files.empty())
        return Step::Ended;
    return openAt(trail.files[place->file], place->offset);
}

Result<TrailFollower::Step> TrailFollower::openAt(const TrailFile &file, std::uint64_t offset)
{
    auto reader = LineReader::open(*m_disk, file, offset);
    if (!reader)
        return failure(reader.error());
    m_reader = *std::move(reader);
    m_file = file;
    m_chain.emplace(m_at.head, file.mayRepeat && offset == 0);
    return Step::PassedOver;
}

Result<TrailFollower::Step> TrailFollower::visitNext(const LineVisitor &visitor)
{
    const std::uint64_t offset = m_reader->offset();
    const auto line = m_reader->next();
    if (!line)
        return failure(line.error());
    m_bad.clear();
    m_isCertain = false;
    if (!*line)
        return Step::Ended;
    if (!(*line)->isTerminated)
        return ended(offset, "the line is not complete", false);
    const auto isNew = m_chain->take((*line)->text);
    if (!isNew)
        return ended(offset, isNew.error().message, true);
    if (*isNew) {
        if (auto visited = visitor((*line)->text, m_chain->at()); !visited)
            return failure(visited.error());
    }
    if (m_chain->isBehind())
        return Step::PassedOver;
    m_at = Checkpoint{m_chain->at(), std::string(plainName(*m_file)), m_reader->offset()};
    return *isNew ? Step::Visited : Step::PassedOver;
}

// A line that is not complete may be in work; another that is wrong stays so.
TrailFollower::Step TrailFollower::ended(std::uint64_t offset, const std::string &reason,
                                         bool isCertain)
{
    m_bad = badLineText(*m_file, {0, offset, reason});
    m_isCertain = isCertain;
    return Step::Ended;
}

Result<bool> TrailFollower::turn(const Trail &trail)
{
    m_reader.reset(); // what was read of a line that is being written is read again
    if (!m_file)
        return false;
    const auto next =
        std::find_if(trail.files.begin(), trail.files.end(),
                     [this](const TrailFile &file) { return isBefore(*m_file, file); });
    const bool hasNext = next != trail.files.end();
    bool isGivenUp = false;
    if (hasNext && !m_bad.empty()) {
        const auto taken = takesOver(*m_disk, *next, *m_file, m_at.head);
        if (!taken)
            return failure(taken.error());
        isGivenUp = *taken;
    }
    if (!m_bad.empty() && !isGivenUp && (hasNext || m_isCertain))
        return failure(ErrorCode::Corrupt, "the audit trail is broken: " + m_bad);
    if (!hasNext)
        return false;
    m_bad.clear();
    const auto opened = openAt(*next, 0);
    return opened ? Result<bool>(true) : failure(opened.error());
}

} // namespace lpm::audit
