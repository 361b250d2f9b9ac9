// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger's limits by name, with their reasons.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace lpm::ledger::limits {

using namespace std::chrono_literals;

inline constexpr std::size_t GroupLines = 5'000; // in one transaction: some 100 ms of work
inline constexpr auto Interval = 20ms;           // between two looks at the trail
inline constexpr auto RetryInterval = 1s;        // after the disk refused
inline constexpr int GroupsAtEnd = 20;           // written when the program ends; the rest is later
inline constexpr auto MidnightReach = 2s; // later than so a sample is not of 00:00
inline constexpr std::size_t WaitingSamples = 10'000;   // two weeks of one account's minutes
inline constexpr std::size_t WaitingQuestions = 64; // of the API: each is some ms of reading
inline constexpr std::size_t WaitingQuestionsEach = 16; // of one asker, so that others have room
inline constexpr std::uint64_t CheckedBytes = 1u << 30; // a larger file is not checked at start

} // namespace lpm::ledger::limits
