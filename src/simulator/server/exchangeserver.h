// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated exchange on real sockets: POST /info and the WebSocket /ws on one port, a clock
// that makes the market live. Everything runs on the thread it was made in.
#pragma once

#include "core/base/clock.h"
#include "simulator/server/budget.h"
#include "simulator/server/httpconnection.h"
#include "simulator/server/serverlimits.h"
#include "simulator/server/session.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTimer>
#include <QWebSocketServer>

#include <optional>

namespace lpm::simulator {

struct ServerOptions
{
    QHostAddress host = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0;
    EngineOptions engine;     // startTime is the wall's time when the server runs by itself
    bool runsByItself = true; // otherwise time moves only through engine() and publish()
    double speed = 1.0;       // how many times a second prices move and accounts may trade
    FaultRules faults;
    std::chrono::milliseconds latency{0}; // of a round trip
    Agents agents;
    int weightPerMinute = limits::WeightPerMinute;
    int maxUsers = limits::MaxUsers;
    int maxConnections = limits::MaxConnections;
    int connectsPerMinute = limits::ConnectsPerMinute;
    int maxSubscriptions = limits::MaxSubscriptions;
};

// What it has seen, for whoever holds a client to its limits.
struct ServerFigures
{
    int requests = 0;
    int mostWeight = 0;        // asked for by one address in any 60 s, whatever was answered
    int mostConnects = 0;      // likewise, of WebSockets
    int followedRedirects = 0; // must stay none
    std::map<std::string, int> struck; // faults, by name
};

class ExchangeServer final : public QObject, private SessionHost
{
    Q_OBJECT

public:
    explicit ExchangeServer(ServerOptions options, QObject *parent = nullptr);
    ~ExchangeServer() override;

    base::Result<void> start();
    QString restUrl() const; // http://127.0.0.1:PORT
    QString wsUrl() const;   // ws://127.0.0.1:PORT/ws

    // Only after start(). What is changed in it is told to clients by publish().
    Engine &simulation() { return *m_engine; }
    void publish();
    const std::vector<Session *> &sessions() const { return m_sessions; }
    // Answers that are not 200, to be given to the next requests of /info instead of the right
    // ones. A body is asked of it as it is.
    void refuseNext(int requests, HttpReply reply);
    int requestCount() const { return m_requestCount; }
    // From now on these; whatever stalls goes on again.
    void setFaults(FaultRules rules);
    ServerFigures figures() const;
    // Without budgets and faults.
    InfoAnswer rightAnswer(const Request &request) const { return m_info->answer(request); }

private:
    std::set<domain::Address> usersOf(const QString &ip) const override;
    int subscriptionsOf(const QString &ip) const override;
    const Engine &engine() const override { return *m_engine; }
    const InfoService &info() const override { return *m_info; }
    bool strikes(Fault fault) override { return m_faults.strikes(fault, monotonicNow()); }
    bool mutes(const std::string &channel) override
    {
        return m_faults.mutes(channel, monotonicNow());
    }
    std::chrono::milliseconds oneWay() const override { return m_options.latency / 2; }
    SessionLimits sessionLimits() const override;

    void onTick();
    void onTcpConnection();
    void onRequest(HttpConnection *connection, const HttpRequest &request);
    void onUpgrade(QTcpSocket *socket);
    void onWebSocket();
    QTcpSocket *underlyingSocket(const QWebSocket &webSocket) const;
    HttpReply answer(const HttpRequest &request);
    HttpReply answerInfo(const HttpRequest &request);
    HttpReply chargedAnswer(const HttpRequest &request);
    std::int64_t monotonicNow() const;

    ServerOptions m_options;
    base::SystemClock m_clock;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<InfoService> m_info;
    std::unique_ptr<Frames> m_frames;
    FaultPlan m_faults;
    Budget m_weight;
    Budget m_connects;
    Budget m_weightAsked; // counts without a limit, what was refused too
    Budget m_connectsAsked;
    QTcpServer m_tcp;
    QWebSocketServer m_webSockets;
    std::vector<Session *> m_sessions;
    QTimer m_tickTimer;
    std::int64_t m_tickNumber = 0;
    int m_requestCount = 0;
    int m_followedRedirects = 0;
    int m_refusals = 0;
    HttpReply m_refusal;
};

} // namespace lpm::simulator
