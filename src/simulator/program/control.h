// SPDX-License-Identifier: GPL-3.0-or-later
// What exchange-simulator --control is told, a line at a time, so that whoever tests against it
// decides when something happens:
//   faults [LIST]                 these from now on; none without a list
//   market stop|go                prices and the accounts' own trading
//   trade COUNT                   so many fills of each account, four in each millisecond
//   disconnect                    every WebSocket breaks
//   alter ADDRESS COIN SIZE PRICE the position changes and no fill says why
//   ask JSON                      a question of /info; no fault meets it, no budget counts it
//   figures                       what it has seen, as JSON
// Each is answered with one line: "ok", JSON, or "error: " and a sentence.
#pragma once

#include "simulator/server/exchangeserver.h"

#include <string>
#include <string_view>

namespace lpm::simulator {

class Control
{
public:
    explicit Control(ExchangeServer &server) : m_server(server) {} // outlives this; on its thread

    std::string perform(std::string_view line);

private:
    base::Result<std::string> answer(const std::vector<std::string> &words);
    base::Result<std::string> setMarket(const std::string &state);
    base::Result<std::string> trade(const std::string &count);
    base::Result<std::string> alter(const std::vector<std::string> &words);
    base::Result<void> tradeOnce(int number);
    base::Result<std::string> ask(std::string_view question);
    std::string figures() const;

    ExchangeServer &m_server;
    bool m_isMarketGoing = true;
};

} // namespace lpm::simulator
