// SPDX-License-Identifier: GPL-3.0-or-later
// A good client of the REST API on one kept-alive connection, who asks each 5 ms, or as soon as the
// answer before is there. What is rare and long hides behind the 99th: see the longest too.
#pragma once

#include <functional>
#include <future>
#include <map>
#include <string>
#include <vector>

namespace lpm::bench::crowd {

struct Served
{
    std::map<std::string, std::vector<double>> ms; // by path; infinite where no right answer came
    int refused = 0;
};

// Asks for each path so often, in turns.
Served probe(int port, const std::vector<std::string> &paths, int count);
// The same while isWanted says so, in a thread of its own.
std::future<Served> probeWhile(int port, std::vector<std::string> paths,
                               std::function<bool()> isWanted);

} // namespace lpm::bench::crowd
