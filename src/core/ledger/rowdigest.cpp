// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/rowdigest.h"

#include "core/audit/sha256.h"

namespace lpm::ledger {

std::string rowDigest(const std::vector<std::string> &fields)
{
    std::string text;
    for (const std::string &field : fields)
        text += std::to_string(field.size()) + ':' + field;
    const audit::HexDigest digest = audit::sha256(text);
    return {digest.begin(), digest.end()};
}

} // namespace lpm::ledger
