#include "positionstream.h"

#include <QJsonDocument>
#include <QNetworkRequest>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr auto AskEvery = 5s;
constexpr qint64 Silence = 10'000; // ms; without a word the connection is lost, whatever it says
constexpr auto SlowestRetry = 30'000ms;
constexpr qsizetype FillsKnown = 5'000;

// The state has its position already: only the fill is news.
bool isMissed(const QJsonObject &message)
{
    return message["type"] == "position_update" && message["missed"].toBool();
}

// Pairs of spot are told the same way; states have them apart, under `spot`.
bool isSpot(const QJsonObject &position)
{
    const QString coin = position["coin"].toString();
    return coin.startsWith('@') || coin.contains('/');
}

} // namespace

PositionStream::PositionStream(QUrl url, QString token, QObject *parent)
    : QObject(parent), m_url(std::move(url)), m_token(std::move(token))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PositionStream::connectToMonitor);
    connect(&m_tick, &QTimer::timeout, this, &PositionStream::onTick);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &PositionStream::onText);
    connect(&m_socket, &QWebSocket::disconnected, this, &PositionStream::comeBack);
    m_retry.start(0);
}

void PositionStream::connectToMonitor()
{
    QNetworkRequest request(m_url);
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token.toUtf8());
    m_sinceWord.start();
    m_tick.start(AskEvery);
    m_socket.open(request);
}

void PositionStream::comeBack()
{
    if (m_retry.isActive())
        return;
    m_tick.stop();
    const int doublings = std::min(m_attempts++, 10);
    const auto pause = std::min(SlowestRetry, 500ms * (1 << doublings));
    m_retry.start(std::chrono::milliseconds(
        qint64(double(pause.count()) * (0.5 + QRandomGenerator::global()->generateDouble() / 2))));
    m_socket.abort();
    setLive(false);
}

void PositionStream::onTick()
{
    if (m_sinceWord.hasExpired(Silence))
        comeBack();
    else if (m_socket.state() == QAbstractSocket::ConnectedState)
        say({{"action", "get_summary"}});
}

void PositionStream::onText(const QString &text)
{
    m_sinceWord.start();
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString type = message["type"].toString();
    if (m_resuming == Resuming::Hearing && !isMissed(message))
        endResuming();
    if (type == "initial_state") {
        begin(message);
    } else if (type == "summary") {
        takeState(message);
    } else if (type == "position_update") {
        update(message);
    } else if (type == "resumed") {
        m_resuming = Resuming::Hearing; // it follows at once
    } else if (type == "error" && message["code"] == "not_resumable") {
        endResuming();
        Q_EMIT restarted();
    } else if (type == "ping") {
        say({{"action", "ping"}});
    }
}

void PositionStream::begin(const QJsonObject &state)
{
    m_attempts = 0;
    const QString account = state["account"].toString();
    const QString epoch = state["epoch"].toString();
    const bool isSameRun = epoch == m_epoch && account == m_account;
    const bool asks = isSameRun && m_heard < state["seq"].toInteger();
    m_resuming = asks ? Resuming::Asked : Resuming::No;
    if (asks)
        say({{"action", "resume"}, {"epoch", epoch}, {"seqs", QJsonObject{{account, m_heard}}}});
    const bool isRestarted = !m_epoch.isEmpty() && !isSameRun;
    m_account = account;
    m_epoch = epoch;
    takeState(state);
    if (isRestarted)
        Q_EMIT restarted();
}

void PositionStream::takeState(const QJsonObject &state)
{
    m_positions = state["positions"].toObject();
    advance(state["seq"].toInteger());
    m_isLive = state["feed_state"] == "live";
    Q_EMIT changed();
}

void PositionStream::update(const QJsonObject &message)
{
    const qint64 seq = message["seq"].toInteger();
    if (isMissed(message)) {
        m_heard = seq;
    } else {
        advance(seq);
        const QString symbol = message["symbol"].toString();
        const QJsonObject position = message["position"].toObject();
        if (position["is_flat"].toBool() || isSpot(position))
            m_positions.remove(symbol);
        else
            m_positions[symbol] = position;
    }
    if (message["fill"].isObject())
        tellOnce(message["fill"].toObject());
    Q_EMIT changed();
}

void PositionStream::endResuming()
{
    m_resuming = Resuming::No;
    m_heard = m_newest;
}

// A connection that is lost before all that was missed is told has not heard it.
void PositionStream::advance(qint64 seq)
{
    m_newest = seq;
    if (m_resuming == Resuming::No)
        m_heard = seq;
}

void PositionStream::tellOnce(const QJsonObject &fill)
{
    QStringList id; // with the side: a trade with oneself has two legs
    for (const char *key : {"symbol", "fill_id", "side"})
        id.append(fill[QLatin1String(key)].toString());
    const QString known = id.join(' ');
    if (m_fills.contains(known))
        return;
    m_fills.insert(known);
    m_fillOrder.append(known);
    if (m_fillOrder.size() > FillsKnown)
        m_fills.remove(m_fillOrder.takeFirst());
    Q_EMIT filled(fill);
}

void PositionStream::say(const QJsonObject &message)
{
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void PositionStream::setLive(bool isLive)
{
    if (std::exchange(m_isLive, isLive) != isLive)
        Q_EMIT changed();
}
