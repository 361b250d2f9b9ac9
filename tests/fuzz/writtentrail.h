// SPDX-License-Identifier: GPL-3.0-or-later
// An audit trail out of an input: the records of a few changes and notes with hostile names and
// numbers, sealed into day files, and what reading them back must give.
#pragma once

#include "core/audit/head.h"
#include "core/domain/change.h"
#include "core/domain/positionupdate.h"

#include "tests/fuzz/fuzzing.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lpm::fuzz {

struct DayFile
{
    std::string name;
    std::vector<std::string> lines; // newlines included; the last may lack it
};

// What one network's runs wrote.
struct Book
{
    std::map<std::pair<domain::Address, std::string>, domain::PositionState> states;
    std::set<std::pair<domain::Address, domain::FillId>> fills;
};

struct WrittenTrail
{
    std::vector<DayFile> files;
    std::vector<audit::Checkpoint> checkpoints; // behind each line
    std::map<domain::RunMode, Book> books;
};

inline constexpr std::string_view TrailExchange = "exchange.example";

WrittenTrail writeTrail(Bytes &bytes);

// The lines of all files one after the other.
std::vector<std::string> linesOf(const std::vector<DayFile> &files);

} // namespace lpm::fuzz
