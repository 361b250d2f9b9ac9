// SPDX-License-Identifier: GPL-3.0-or-later
// What this process and the thread that asks have cost so far. Linux.
#pragma once

#include <chrono>

namespace lpm::bench::window {

using SteadyClock = std::chrono::steady_clock;

double millisecondsSince(SteadyClock::time_point start);
double threadCpuMs();  // of the calling thread
double processCpuMs(); // of all threads
double residentMb();
int openDescriptors();

} // namespace lpm::bench::window
