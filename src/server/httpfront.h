// SPDX-License-Identifier: GPL-3.0-or-later
// Qt's HTTP server, which parses requests and writes answers, before our routes. Core thread. The
// only place that knows Qt's HTTP server types.
#pragma once

#include "server/gate/gate.h"
#include "server/router.h"

#include <QAbstractHttpServer>

namespace lpm::server {

// Without Q_OBJECT: it has no signals of its own.
class HttpFront final : public QAbstractHttpServer
{
public:
    // Both must outlive its connections. The gate is bound by bind().
    HttpFront(const Router &router, const Gate &gate) : m_router(router), m_gate(gate) {}

private:
    void answer(const QHttpServerRequest &request, QHttpServerResponder responder,
                quint16 peerPort) const;

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override {}
#endif

    const Router &m_router;
    const Gate &m_gate;
};

} // namespace lpm::server
