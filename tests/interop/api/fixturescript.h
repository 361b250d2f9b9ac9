// SPDX-License-Identifier: GPL-3.0-or-later
// What api_fixture can be told to have happen, by a word.
#pragma once

#include "core/base/clock.h"
#include "tests/server/scriptedbackend.h"

#include <string>

namespace lpm::server::testing {

class FixtureScript
{
public:
    // Both outlive it. Two positions in the first account, none in the second.
    FixtureScript(ScriptedBackend &backend, base::ManualClock &clock);

    void playOne(); // a fill and a price update
    // WORD [NUMBER]; false: no such word.
    bool play(const std::string &line);

private:
    bool playPosition(const std::string &word);
    bool playMonitor(const std::string &word, int number);
    void publish(domain::EventType type, domain::PositionView position, bool isAudited = true);
    void setFeeds(domain::FeedState state);
    void publishLateFill();
    void publishLiquidation();
    void fillEverything();
    void fillPast();
    void compareBadly();
    void burst(int count);

    ScriptedBackend &m_backend;
    base::ManualClock &m_clock;
    int m_played = 0;
    int m_prices = 0;
};

} // namespace lpm::server::testing
