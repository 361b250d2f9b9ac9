// SPDX-License-Identifier: GPL-3.0-or-later
// One WebSocket client: understands its messages, keeps its subscriptions, sends it frames, and
// makes the faults that the exchange was told to make.
#pragma once

#include "simulator/server/delayline.h"
#include "simulator/server/faults.h"
#include "simulator/server/frames.h"
#include "simulator/server/infoservice.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <memory>

namespace lpm::simulator {

struct SessionLimits
{
    int maxUsers = 10;
    int maxSubscriptions = 1000;
};

class Session;

// What a session asks of the exchange as a whole.
class SessionHost
{
public:
    virtual ~SessionHost() = default;
    // How many distinct users, and subscriptions, this session's IP address has in all.
    virtual std::set<domain::Address> usersOf(const QString &ip) const = 0;
    virtual int subscriptionsOf(const QString &ip) const = 0;
    virtual const Engine &engine() const = 0;
    virtual const InfoService &info() const = 0;
    virtual bool strikes(Fault fault) = 0; // now
    virtual bool mutes(const std::string &channel) = 0;
    virtual std::chrono::milliseconds oneWay() const = 0; // half a round trip
    virtual SessionLimits sessionLimits() const = 0;
};

class Session : public QObject
{
    Q_OBJECT

public:
    Session(std::unique_ptr<QWebSocket> socket, SessionHost &host, QObject *parent);
    ~Session() override;

    const QString &ip() const { return m_ip; }
    const std::vector<Subscription> &subscriptions() const { return m_subscriptions; }

    void publish(const Event &event);
    void publish(const Tick &tick);
    void close(QWebSocketProtocol::CloseCode code, const QString &reason);
    void abort(); // as when the machine dies
    // Nothing is sent while stalled, not even a pong; what was to be sent is lost.
    void stall(std::chrono::milliseconds duration);
    void endStall();

Q_SIGNALS:
    void ended(lpm::simulator::Session *session);

private:
    void onMessage(const QByteArray &text);
    void subscribe(const Request &request);
    void unsubscribe(const Request &request);
    void post(const Request &message);
    void acknowledge(const char *method, const Subscription &subscription);
    void sendError(const std::string &text);
    void sendData(const Subscription &subscription, std::string frame); // subject to faults
    void send(std::string frame);
    bool mayAddUser(const Subscription &subscription) const;

    std::unique_ptr<QWebSocket> m_socket;
    SessionHost &m_host;
    Frames m_frames;
    QString m_ip;
    std::vector<Subscription> m_subscriptions;
    std::string m_heldBack; // a frame that waits for its successor (reorder)
    QTimer m_idle;
    QTimer m_stall;
    DelayLine m_arriving;
    DelayLine m_leaving;
};

} // namespace lpm::simulator
