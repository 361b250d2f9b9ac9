// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/wrongtokens.h"

#include "core/base/logging.h"
#include "server/limits.h"

#include <algorithm>
#include <iterator>

namespace lpm::server {

namespace {

constexpr int NetworkBits = 64;

std::string keyOf(const QHostAddress &from)
{
    bool isIpv4 = false;
    const quint32 ipv4 = from.toIPv4Address(&isIpv4); // of an address that IPv6 wraps, too
    if (isIpv4)
        return QHostAddress(ipv4).toString().toStdString();
    Q_IPV6ADDR network = from.toIPv6Address();
    std::fill(std::begin(network.c) + NetworkBits / 8, std::end(network.c), quint8{0});
    return QHostAddress(network).toString().toStdString();
}

} // namespace

std::chrono::seconds WrongTokens::add(const QHostAddress &from)
{
    const std::string address = keyOf(from);
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
