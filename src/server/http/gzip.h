// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies packed for those who ask, where it pays. Pure.
#pragma once

#include "server/http/message.h"

namespace lpm::server {

// Packs the body if the request accepts gzip, comes from another machine and the body is worth it.
// A packed body is another representation: its ETag becomes a weak one, which If-None-Match knows.
void packBody(const Request &request, Response &response);

} // namespace lpm::server
