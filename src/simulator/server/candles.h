// SPDX-License-Identifier: GPL-3.0-or-later
// Candles of the simulated exchange: a steady made-up past that ends at the present mark.
#pragma once

#include "core/base/jsonwriter.h"
#include "simulator/engine/engine.h"

#include <optional>
#include <string>

namespace lpm::simulator {

// Milliseconds of "1m", "1h", …; nullopt: the exchange knows no such interval.
std::optional<std::int64_t> intervalLength(std::string_view interval);

// Array of those that begin from `from` to `to`, oldest first, the newest ones if there are too
// many for an answer. The interval is a known one.
void writeCandles(base::JsonWriter &json, const Engine &engine, int market,
                  const std::string &interval, std::int64_t from, std::int64_t to);
// The one that is under way.
void writePresentCandle(base::JsonWriter &json, const Engine &engine, int market,
                        const std::string &interval);

} // namespace lpm::simulator
