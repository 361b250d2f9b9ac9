// SPDX-License-Identifier: GPL-3.0-or-later
// Where the exchange is reached. A value of this type is safe to connect to: TLS, or this machine.
#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace lpm::exchange::hyperliquid {

class Endpoints
{
public:
    static Endpoints mainnet();
    static Endpoints testnet();
    // `rest` is a base to which /info is appended (one that ends in /info is taken as it is);
    // `feed` may have any path. https and wss only, except to a loopback address.
    static base::Result<Endpoints> of(const QUrl &rest, const QUrl &feed);

    const QUrl &info() const { return m_info; } // where questions are posted
    const QUrl &feed() const { return m_feed; } // where the WebSocket is
    // By which an audit trail tells one exchange's book from another's: the host of info(), with
    // its port where that is not the usual one. "loopback" for one on this machine, whose port
    // changes from start to start.
    std::string name() const;

private:
    Endpoints(QUrl info, QUrl feed) : m_info(std::move(info)), m_feed(std::move(feed)) {}

    QUrl m_info;
    QUrl m_feed;
};

} // namespace lpm::exchange::hyperliquid
