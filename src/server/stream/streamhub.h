// SPDX-License-Identifier: GPL-3.0-or-later
// Hands every update of the core to every client of the stream, encoded once. Core thread.
#pragma once

#include "server/stream/streamclient.h"

#include <QTimer>

#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace lpm::server {

struct StreamOptions
{
    int maxClients = base::limits::DefaultMaxClients;
    std::optional<Token> token;
    std::function<void(const QHostAddress &peer)> onWrongToken = [](const QHostAddress &) {};
    std::function<void()> writeNow = [] {}; // what waits in the links, at once
};

class StreamHub : public QObject
{
    Q_OBJECT
public:
    // All outlive the hub.
    StreamHub(ApiBackend &backend, StateCache &states, const base::Clock &clock,
              StreamOptions options, QObject *parent = nullptr);
    ~StreamHub() override;

    bool isFull() const;
    std::size_t clientCount() const { return m_clients.size(); }
    void accept(std::unique_ptr<StreamLink> link, StreamRequest request);
    void closeAll(CloseCode code, const QString &reason);
    void tick(); // each second by its own timer

private:
    void onAccountsChanged();
    void onMonitoringEnded();
    void onUpdate(const domain::PositionUpdatePtr &update);
    SharedUpdatePtr share(const domain::PositionUpdatePtr &update);
    void removeFinished(const StreamClient *client);

    using Key = std::pair<domain::Address, std::string>; // account and symbol

    FillMemory m_memory;
    std::map<Key, std::size_t> m_positions; // their numbers
    CompactNames m_names;
    std::map<Key, CompactBasePtr> m_bases; // by the last update, while somebody asks for them
    StreamServices m_services;
    int m_maxClients;
    std::function<void()> m_writeNow;
    std::vector<std::unique_ptr<StreamClient>> m_clients;
    QTimer m_second;
};

} // namespace lpm::server
