// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/cost.h"

#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace lpm::bench::window {

namespace {

constexpr double MsASecond = 1e3;
constexpr double NsAMs = 1e6;
constexpr double BytesAMb = 1024.0 * 1024.0;

double readClock(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * MsASecond + static_cast<double>(time.tv_nsec) / NsAMs;
}

} // namespace

double millisecondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

double threadCpuMs() { return readClock(CLOCK_THREAD_CPUTIME_ID); }

double processCpuMs() { return readClock(CLOCK_PROCESS_CPUTIME_ID); }

double residentMb()
{
    std::ifstream file("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    file >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / BytesAMb;
}

int openDescriptors()
{
    int count = 0;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        static_cast<void>(entry);
        ++count;
    }
    return count;
}

} // namespace lpm::bench::window
