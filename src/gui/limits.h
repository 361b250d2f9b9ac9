// SPDX-License-Identifier: GPL-3.0-or-later
// The window's own limits and paces by name, with their reasons.
#pragma once

#include <chrono>
#include <cstddef>

namespace lpm::gui::limits {

using namespace std::chrono_literals;

inline constexpr auto UpdatePace = 50ms;     // 20 a second: faster is not seen, and costs a core
inline constexpr auto HealthSilence = 5000ms; // health comes each second: then it is not believed
inline constexpr auto TickPace = 1000ms;     // ages, freshness, re-sorting
inline constexpr auto FlashTime = 300ms;     // a number that changed glows so long
inline constexpr auto CurvePace = 5s;         // between two points of equity
inline constexpr auto CurveGap = 20s;         // over a longer silence no line is drawn
inline constexpr auto KeptCurveGap = 180s;    // of points that were kept, one a minute
inline constexpr std::size_t CurvePoints = 720;     // a screen has no more columns to show them
inline constexpr std::size_t EquityAsked = 750;     // samples in one answer, a minute apart
inline constexpr auto DayStartReach = 15min;        // before midnight: an older value is no start
inline constexpr auto DrawdownSpan = 24h;           // the highest equity is looked for in it
inline constexpr auto MoneySpan = DrawdownSpan + DayStartReach; // remembered, a minute apart
// A clock that is ahead for some hours, and then set right, takes none of them along.
inline constexpr std::size_t MoneyMinutes = static_cast<std::size_t>((MoneySpan + 6h) / 1min);
inline constexpr auto WallSetBy = 60s;            // against the monotonic clock: more is no drift
inline constexpr auto PastRetry = 60s;            // without an answer the past is asked for again,
inline constexpr auto PastLongestRetry = 16min;   // then after twice as long, at last so seldom
inline constexpr int PastFillsTries = 4;           // the fills of before, where none came
inline constexpr int PastPages = 4;               // of one account: twice what tells all
inline constexpr std::size_t FillsKept = 10'000;    // rows of the fills panel
inline constexpr std::size_t LogLines = 1'000;      // of the log that can be looked at
inline constexpr std::size_t LogLineBytes = 2'000;  // of one of them; the file has the rest
inline constexpr auto LogPace = 500ms;              // between two looks at the log
inline constexpr std::size_t PastFills = 1'000;     // of an account: the most that the API gives
inline constexpr auto PastFillsPause = 1000ms;      // once it is live: what came in is kept then
inline constexpr std::size_t RelayedFills = 10'000; // waiting for a window that is busy
inline constexpr std::size_t RelayedOpen = 20'000;  // latest updates waiting, one a position
inline constexpr int FilterLength = 256;            // characters of the filter of the positions
inline constexpr int NameLength = 48;               // characters of a coin or label that are shown
inline constexpr auto TypingPause = 400ms;           // before the exchange is asked of an address
inline constexpr int AddressTyped = 128;            // characters: a pasted one has blanks around it
inline constexpr int SettingLength = 1024;          // characters of one value
inline constexpr int FeedBadgesShown = 3;           // with more accounts, one badge counts them
inline constexpr int SumPartsTold = 8;             // by name in the explanation of a sum
inline constexpr int LayoutNameLength = NameLength; // characters: a longer one would be cut shown
inline constexpr int LayoutsKept = 60;              // named layouts: a menu of more is no menu
inline constexpr int LayoutKeys = 9;                // the first ones are one key away
inline constexpr int LayoutBytes = 64 * 1024;       // of a saved state of docks: ten times a full one
inline constexpr int TrayRisks = 3;                 // positions in the tray's tip
inline constexpr auto FeedLostAfter = 15s;          // a reconnect takes seconds and is no news
inline constexpr auto SilenceToldAfter = 15s;       // of the monitor itself
inline constexpr auto FillsGather = 2s;             // one liquidation is many fills: one notice
inline constexpr auto NoticeWindow = 60s;           // in it so many notices of a kind,
inline constexpr int NoticesInWindow = 3;           // the others as one
inline constexpr int NoticeLines = 3;               // what one notice spells out, the rest counted
inline constexpr std::size_t NoticesKept = 20;      // that were shown last
inline constexpr std::size_t MessagesStanding = 5;  // on the desktop at once
inline constexpr std::size_t MessagesSent = 20;      // without an answer: more are told elsewhere
inline constexpr auto MessageAnswer = 5s;           // of the desktop: then it is told elsewhere too
inline constexpr auto ShownSettles = 500ms;         // a window manager puts a new window in place
inline constexpr auto FreshFill = 60s;              // an older one is told with its time
inline constexpr std::size_t ForcedRemembered = 2'000; // fills, so that none is told twice
inline constexpr std::size_t FillsGathered = 200;   // coins whose liquidation is being told

static_assert(UpdatePace < TickPace);
static_assert(static_cast<std::size_t>(MoneySpan / 1min) <= 2 * EquityAsked); // two answers tell all that is remembered

// What a desktop puts above a window, in pixels at most: a first size leaves room for it.
inline constexpr int FrameHeight = 36;

} // namespace lpm::gui::limits
