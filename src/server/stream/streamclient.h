// SPDX-License-Identifier: GPL-3.0-or-later
// One client of the stream: what it asked for, what it is owed, and whether it keeps up. Nothing
// that it does or fails to do reaches another client. Core thread.
#pragma once

#include "core/base/clock.h"
#include "core/base/jsonwriter.h"
#include "server/gate/token.h"
#include "server/statecache.h"
#include "server/stream/allowance.h"
#include "server/stream/command.h"
#include "server/stream/compact.h"
#include "server/stream/fillmemory.h"
#include "server/stream/outbox.h"
#include "server/stream/streamlink.h"

#include <QHostAddress>
#include <QTimer>

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace lpm::server {

struct StreamServices // all outlive the clients
{
    const ApiBackend &backend;
    StateCache &states;
    const base::Clock &clock;
    FillMemory &memory;
    CompactNames &names;
    std::optional<Token> token;
    std::function<void(const QHostAddress &peer)> onWrongToken;
};

struct StreamRequest
{
    AccountName account;      // of ?account=
    bool isAuthorized = true; // false: the first message has to bring the token
    QHostAddress peer{};
};

class StreamClient : public QObject
{
    Q_OBJECT
public:
    // Takes the link; start() when somebody hears `finished`.
    StreamClient(std::unique_ptr<StreamLink> link, StreamRequest request, StreamServices &services,
                 QObject *parent = nullptr);
    ~StreamClient() override;

    void start(); // initial_state, or after the token
    void offer(const SharedUpdatePtr &shared);
    void joinAnew(); // the accounts behind names changed: a fresh initial_state
    void tick(base::Milliseconds now); // each second: silence, deadlines
    void close(CloseCode code, const QString &reason);
    bool isOpen() const { return !m_isClosing; }
    bool isCompact() const { return m_subscribed && m_subscribed->isCompact; }

Q_SIGNALS:
    void finished(); // the link is closed; once

private:
    void begin();
    void onReceived(qint64 bytes, int messages);
    void onText(const QString &text);
    void onProgress();

    void run(const GetSummary &command);
    void run(const Ping &command);
    void run(const Authenticate &command);
    void run(const Subscribe &command);
    void run(const Resume &command); // streamresume.cpp
    void run(const CommandError &error);

    struct Missed // of an account, behind `after` up to `to`
    {
        domain::Address account;
        std::uint64_t after = 0;
        std::uint64_t to = 0;
        std::vector<FillMemory::Missed> fills;
    };
    using MissedOrError = std::variant<Missed, CommandError>;
    MissedOrError missedSince(const std::string &name, const std::string &epoch,
                              std::uint64_t after) const;
    void confirm(const std::vector<Missed> &missed);

    bool wants(const domain::PositionUpdate &update);
    bool passesFilter(const domain::PositionUpdate &update) const;
    void sendState(std::string_view type, const AccountName &name);
    void sendText(std::string_view text);
    void sendUpdate(const SharedUpdate &shared);
    FramePtr compactFrame(const SharedUpdate &shared);
    void noteTold(const EncodedState &state);
    void nameWhatIsKnown();
    void writeNewNames(base::JsonWriter &json);
    void sendNewNames();
    void flush();
    void tellOwed(); // all that waits, behind or not
    void catchUp();  // no longer behind: what waits, and the state that is owed
    bool isBehind();
    bool isHopeless() const;
    void confirm(const Subscribe &command);

    std::unique_ptr<StreamLink> m_link;
    StreamRequest m_request;
    StreamServices &m_services;
    Allowance m_allowance;
    Outbox m_outbox;
    QTimer m_pause; // runs between two batches of a client that set min_interval_ms
    std::map<domain::Address, std::uint64_t> m_joined; // per account it hears of: last seq told
    std::map<domain::Address, std::uint64_t> m_heardSince; // and the seq of the state it began with
    std::set<domain::Address> m_resumed;
    std::optional<std::set<std::string>> m_symbols;    // nullopt: all
    std::optional<std::set<std::string>> m_events;
    std::optional<Subscribe> m_subscribed;
    // The compact format: what was last told of each account and symbol, and how many names.
    std::map<std::pair<domain::Address, std::string>, CompactBasePtr> m_told;
    std::size_t m_accountsNamed = 0;
    std::size_t m_symbolsNamed = 0;
    std::optional<AccountName> m_owedSummary; // asked for while behind
    base::Milliseconds m_opened{0};
    base::Milliseconds m_lastHeard{0};
    base::Milliseconds m_lastPing{0};
    base::Milliseconds m_lastProgress{0};
    bool m_isBehind = false;
    bool m_isClosing = false;
};

} // namespace lpm::server
