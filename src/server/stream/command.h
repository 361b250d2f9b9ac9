// SPDX-License-Identifier: GPL-3.0-or-later
// What a client of the stream may say, read from one text message. Anything else is a
// CommandError with words for the client; the connection goes on.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lpm::server {

struct GetSummary
{
    std::optional<std::string> account; // nullopt: what the stream was opened for
};

struct Ping
{
};

struct Authenticate
{
    std::string token;
};

struct Subscribe // a list left out means everything
{
    std::optional<std::vector<std::string>> symbols;
    std::optional<std::vector<std::string>> accounts; // addresses or labels
    std::optional<std::vector<std::string>> events;   // fill, price_update, position_change
    int minIntervalMs = 0;
    bool isCompact = false;
};

struct Resume // what was missed since these updates of that run
{
    std::string epoch;
    std::map<std::string, std::uint64_t> seqs; // by address or label: the last one heard
};

struct CommandError
{
    std::string code;
    std::string message;
};

using Command = std::variant<GetSummary, Ping, Authenticate, Subscribe, Resume, CommandError>;

Command parseCommand(std::string_view text);

} // namespace lpm::server
