// SPDX-License-Identifier: GPL-3.0-or-later
// A row's fingerprint, kept in the row. SQLite has no checksums: without it a flipped bit in a
// number would be believed at the next start. Guards against decay, not against an editor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lpm::ledger {

// Of the fields in their order; no two lists of fields share one by being cut differently.
std::string rowDigest(const std::vector<std::string> &fields);

} // namespace lpm::ledger
