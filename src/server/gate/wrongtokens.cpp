// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/wrongtokens.h"

#include "core/base/logging.h"
#include "server/limits.h"

#include <algorithm>

namespace lpm::server {

std::chrono::seconds WrongTokens::add(const std::string &address)
{
    const base::Milliseconds now = m_clock.now().monotonic;
    const auto known = std::find_if(m_counts.begin(), m_counts.end(), [&](const Count &count) {
        return count.address == address;
    });
    if (known == m_counts.end()) {
        m_counts.push_front({address, now, 0});
        if (m_counts.size() > limits::WrongTokenAddresses)
            m_counts.pop_back();
    } else {
        m_counts.splice(m_counts.begin(), m_counts, known);
    }
    Count &count = m_counts.front();
    if (now - count.since >= limits::WrongTokenWindow)
        count = {address, now, 0};
    if (++count.tokens <= limits::WrongTokens)
        return std::chrono::seconds{0};
    if (count.tokens == limits::WrongTokens + 1)
        qCWarning(base::logServer) << "many wrong tokens come from" << address.c_str();
    return std::chrono::ceil<std::chrono::seconds>(count.since + limits::WrongTokenWindow - now);
}

} // namespace lpm::server
