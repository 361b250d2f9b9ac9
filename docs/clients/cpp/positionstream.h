// Follows one account: keeps its positions, hears every fill once, comes back after a lost
// connection, and says while what it knows may be old. C++20 and Qt 6 (Core and WebSockets).
#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QSet>
#include <QStringList>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

// Lives in a thread with an event loop. Amounts are exact texts: give them to a decimal library,
// not to QString::toDouble, before you add.
class PositionStream : public QObject
{
    Q_OBJECT

public:
    explicit PositionStream(QUrl url, QString token = {}, QObject *parent = nullptr);

    // By symbol, as docs/api.md describes a position.
    const QJsonObject &positions() const { return m_positions; }
    // Whether the monitor is connected, and the account's feed with it. Show old numbers as old.
    bool isLive() const { return m_isLive; }

Q_SIGNALS:
    void changed();                       // positions, or whether they are live
    void filled(const QJsonObject &fill); // once for every fill
    void restarted(); // fills may be missing: a new run, or more was missed than is remembered

private:
    enum class Resuming { No, Asked, Hearing }; // what was missed before this connection

    void connectToMonitor();
    void comeBack();
    void onTick();
    void onText(const QString &text);
    void begin(const QJsonObject &state);
    void takeState(const QJsonObject &state);
    void update(const QJsonObject &message);
    void endResuming();
    void advance(qint64 seq);
    void tellOnce(const QJsonObject &fill);
    void say(const QJsonObject &message);
    void setLive(bool isLive);

    QUrl m_url;
    QString m_token;
    QWebSocket m_socket;
    QTimer m_tick;
    QTimer m_retry;
    QElapsedTimer m_sinceWord;
    int m_attempts = 0;
    QJsonObject m_positions;
    bool m_isLive = false;
    QString m_account;
    QString m_epoch;
    qint64 m_heard = 0;  // up to this seq every fill was heard
    qint64 m_newest = 0; // the last seq
    Resuming m_resuming = Resuming::No;
    QSet<QString> m_fills; // the newest that were heard, and their order
    QStringList m_fillOrder;
};
