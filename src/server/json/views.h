// SPDX-License-Identifier: GPL-3.0-or-later
// The API's JSON of what the monitor shows: the seed's keys first, in its order, then ours.
// Decimals are strings, counts are numbers, what is not known is null.
#pragma once

#include "core/base/jsonwriter.h"
#include "core/domain/positionupdate.h"

#include <span>
#include <string>

namespace lpm::server {

enum class WithFlat { No, Yes }; // is_flat is part of the stream's positions only

void writePosition(base::JsonWriter &json, const domain::PositionView &position, WithFlat withFlat);
void writeSummary(base::JsonWriter &json, const domain::SummaryView &summary);
// Totals of all, and each account's own summary under `accounts`.
void writeSummaries(base::JsonWriter &json, std::span<const domain::SummaryPtr> summaries);
void writeHealth(base::JsonWriter &json, const domain::HealthView &health);

// The stream's position_update. One that was missed is told for its fill: its position is of then.
enum class WasMissed { No, Yes };
std::string encodeUpdate(const domain::PositionUpdate &update,
                         WasMissed wasMissed = WasMissed::No);

// Small parts that other writers share.
void writeDecimal(base::JsonWriter &json, const domain::Decimal &value);
void writeDecimal(base::JsonWriter &json, const std::optional<domain::Decimal> &value);
void writeTime(base::JsonWriter &json, const std::optional<base::Timestamp> &value);
void writeText(base::JsonWriter &json, const std::string &text); // "" is null
// In ms, null where there is no time.
void writeAge(base::JsonWriter &json, base::Timestamp now,
              const std::optional<base::Timestamp> &since);
void writeAccountKeys(base::JsonWriter &json, const domain::Address &account,
                      const std::string &label); // account and account_label

} // namespace lpm::server
