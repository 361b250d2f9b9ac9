// SPDX-License-Identifier: GPL-3.0-or-later
// The API's JSON of a fill, in the stream and in lists: what the core knows of it. Keys and forms
// as in views.h.
#pragma once

#include "core/base/jsonwriter.h"
#include "core/domain/positionupdate.h"

#include <string>

namespace lpm::server {

// `update.fill` must be there.
void writeFill(base::JsonWriter &json, const domain::PositionUpdate &update);
// The keys of it, inside an object.
void writeFillKeys(base::JsonWriter &json, const domain::Address &account,
                   const std::string &symbol, const domain::Fill &fill, domain::FillSource source,
                   bool isLate);

} // namespace lpm::server
