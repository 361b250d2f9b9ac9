// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/hyperliquidclient.h"

#include "core/base/logging.h"
#include "core/exchange/hyperliquid/codec/requests.h"

#include <QRandomGenerator>

#include <algorithm>

namespace lpm::exchange::hyperliquid {

namespace {

// The exchange takes 1,000 subscriptions from an address; the feed of all contexts covers the rest.
constexpr std::size_t MostWatchedCoins = 500;
constexpr std::size_t MostIgnoredChannels = 100; // counted by name

ClientOptions completed(ClientOptions options)
{
    if (!options.random)
        options.random = [] { return QRandomGenerator::system()->generate(); };
    return options;
}

Subscription marksOf(const std::string &coin) { return {"activeAssetCtx", std::nullopt, coin}; }

} // namespace

HyperliquidClient::HyperliquidClient(const Endpoints &endpoints, const base::Clock &clock,
                                     ClientOptions options, QObject *parent)
    : ExchangeClient(parent),
      m_clock(clock),
      m_options(completed(std::move(options))),
      m_rest(endpoints.info(), clock, m_options),
      m_info(m_rest,
             [this](const std::string &reason) {
                 Q_EMIT rowRejected(QString::fromStdString(reason));
             }),
      m_socket(endpoints.feed(), m_options)
{
    connect(&m_socket, &FeedSocket::opened, this, &HyperliquidClient::onOpened);
    connect(&m_socket, &FeedSocket::closed, this, &HyperliquidClient::onClosed);
    connect(&m_socket, &FeedSocket::messageReceived, this, &HyperliquidClient::onMessage);
    connect(&m_socket, &FeedSocket::bytesReceived, this, &HyperliquidClient::bytesReceived);
    connect(&m_socket, &FeedSocket::binaryReceived, this, [this] {
        Q_EMIT frameRejected(QStringLiteral("a binary message: the exchange speaks in text"));
    });

    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, &HyperliquidClient::connectNow);
    m_pingTimer.setInterval(m_options.pingInterval);
    connect(&m_pingTimer, &QTimer::timeout, this, [this] { m_socket.send(pingMessage()); });
    m_ackTimer.setSingleShot(true);
    m_ackTimer.setInterval(m_options.ackTimeout);
    connect(&m_ackTimer, &QTimer::timeout, this, &HyperliquidClient::onAcksDue);
}

HyperliquidClient::~HyperliquidClient() = default;

// --- connection --------------------------------------------------------------------------------

void HyperliquidClient::start(const std::vector<domain::Address> &accounts)
{
    stopFeed();
    m_accounts = accounts;
    m_isStarted = true;
    connectLater(base::Milliseconds{0});
}

void HyperliquidClient::stop()
{
    stopFeed();
    m_rest.drop();
}

void HyperliquidClient::stopFeed()
{
    m_isStarted = false;
    m_isOutageTold = false;
    m_attempts = 0;
    m_connectTimer.stop();
    m_pingTimer.stop();
    m_ackTimer.stop();
    m_socket.close();
    m_book.connectionLost();
    m_marksSubscribed.clear();
}

void HyperliquidClient::connectLater(base::Milliseconds delay)
{
    const base::Milliseconds at = m_connects.earliest(now() + delay);
    m_connectTimer.start(std::max(at - now(), base::Milliseconds{0}));
}

// The exchange answers: what is left of a long pause between two tries is not waited for.
void HyperliquidClient::onReachable()
{
    if (m_connectTimer.isActive()
        && m_connectTimer.remainingTimeAsDuration() > m_options.reachableDelay)
        connectLater(m_options.reachableDelay);
}

void HyperliquidClient::connectNow()
{
    m_connects.connected(now());
    m_socket.open();
}

void HyperliquidClient::onOpened()
{
    ++m_openings;
    m_isOutageTold = false;
    for (const Subscription &subscription : m_book.begin(m_accounts))
        m_socket.send(subscribeMessage(subscription));
    m_marksSubscribed.clear();
    subscribeMarks();
    m_pingTimer.start();
    m_ackTimer.start();
    Q_EMIT connected();
}

void HyperliquidClient::onClosed(const QString &reason)
{
    m_pingTimer.stop();
    m_ackTimer.stop();
    m_book.connectionLost();
    m_marksSubscribed.clear();
    const auto delay = jittered(m_attempts++, m_options.reconnectDelayMin,
                                m_options.reconnectDelayMax, m_options.random());
    connectLater(delay);
    // An outage is told once, not with each try that fails.
    if (std::exchange(m_isOutageTold, true)) {
        qCInfo(base::logExchange).noquote() << "feed:" << reason;
        return;
    }
    qCWarning(base::logExchange).noquote() << "feed lost:" << reason;
    Q_EMIT disconnected(reason);
}

void HyperliquidClient::reconnect(const QString &reason)
{
    // Later, for the caller must not be called back inside its own call.
    QTimer::singleShot(0, this, [this, reason] { lose(reason); });
}

void HyperliquidClient::lose(const QString &reason)
{
    if (!m_isStarted || m_connectTimer.isActive()) // stopped, or on its way already
        return;
    m_socket.close();
    onClosed(reason);
}

// --- marks -------------------------------------------------------------------------------------

void HyperliquidClient::watchMarks(const std::set<std::string> &coins)
{
    m_marksWanted = coins;
    if (m_socket.isOpen())
        subscribeMarks();
}

// A coin the exchange does not have may cost the whole connection.
bool HyperliquidClient::mayWatch(const std::string &coin) const
{
    const auto kind = domain::kindOf(coin);
    if (kind == domain::InstrumentKind::Outcome)
        return false;
    if (!m_catalog || m_catalog->size() == 0)
        return true;
    const domain::Instrument *instrument = m_catalog->find(coin);
    return instrument != nullptr && !instrument->isDelisted;
}

void HyperliquidClient::subscribeMarks()
{
    for (auto coin = m_marksSubscribed.begin(); coin != m_marksSubscribed.end();) {
        if (m_marksWanted.contains(*coin)) {
            ++coin;
            continue;
        }
        m_socket.send(unsubscribeMessage(marksOf(*coin)));
        coin = m_marksSubscribed.erase(coin);
    }
    for (const std::string &coin : m_marksWanted) {
        if (m_marksSubscribed.size() >= MostWatchedCoins)
            return;
        if (mayWatch(coin) && m_marksSubscribed.insert(coin).second)
            m_socket.send(subscribeMessage(marksOf(coin)));
    }
}

// --- messages ----------------------------------------------------------------------------------

void HyperliquidClient::onMessage(const QByteArray &message)
{
    auto frame = decodeFrame({message.constData(), static_cast<std::size_t>(message.size())});
    if (!frame) {
        const QString reason = QString::fromStdString(frame.error().message);
        qCWarning(base::logExchange).noquote() << "a message cannot be read:" << reason;
        Q_EMIT frameRejected(reason);
        return;
    }
    std::visit([this](auto &&value) { take(std::forward<decltype(value)>(value)); },
               std::move(*frame));
}

void HyperliquidClient::take(SubscriptionAck frame)
{
    if (frame.isUnsubscribe)
        return;
    m_book.answered(frame.subscription);
    tellComplete();
}

void HyperliquidClient::take(FeedError frame)
{
    if (frame.isAlreadySubscribed && frame.subject) {
        m_book.answered(*frame.subject);
        tellComplete();
        return;
    }
    const auto refusal =
        frame.subject ? m_book.refused(*frame.subject) : SubscriptionBook::Refusal::NotOurs;
    const QString text = QString::fromStdString(frame.text);
    qCWarning(base::logExchange).noquote() << "the exchange objects:" << text;
    if (refusal == SubscriptionBook::Refusal::Essential)
        return lose(QStringLiteral("the exchange refused the feed of fills: ") + text);
    tellComplete();
}

void HyperliquidClient::take(FillsFrame frame)
{
    takeOf(frame.isTwap ? "userTwapSliceFills" : "userFills", std::move(frame));
}

void HyperliquidClient::take(FundingsFrame frame) { takeOf("userFundings", std::move(frame)); }

void HyperliquidClient::take(StateFrame frame)
{
    takeOf(frame.isAllDexes ? "allDexsClearinghouseState" : "clearinghouseState", std::move(frame));
}

// Data proves the subscription too: an ack may have been lost, or never be sent.
template <class Frame>
void HyperliquidClient::takeOf(const char *type, Frame frame)
{
    if (!isWatched(frame.account)) {
        take(IgnoredFrame{std::string(type) + " of another account"});
        return;
    }
    m_book.answered({type, frame.account, {}});
    Q_EMIT frameReceived(FeedFrame(std::move(frame)));
    tellComplete();
}

void HyperliquidClient::take(MarksFrame frame)
{
    if (!frame.marks.empty())
        Q_EMIT frameReceived(FeedFrame(std::move(frame)));
}

void HyperliquidClient::take(IgnoredFrame frame)
{
    const auto known = m_ignored.find(frame.channel);
    if (known != m_ignored.end()) {
        ++known->second;
    } else if (m_ignored.size() < MostIgnoredChannels) {
        m_ignored.emplace(frame.channel, 1);
        qCDebug(base::logExchange)
            << "messages of this kind are not read:" << QString::fromStdString(frame.channel);
    }
}

bool HyperliquidClient::isWatched(const domain::Address &account) const
{
    return std::find(m_accounts.begin(), m_accounts.end(), account) != m_accounts.end();
}

void HyperliquidClient::onAcksDue()
{
    if (m_book.lacksEssential())
        return lose(QStringLiteral("the exchange did not confirm the feed of fills"));
    for (const Subscription &given : m_book.giveUp()) {
        qCWarning(base::logExchange).noquote().nospace()
            << "the exchange did not confirm " << QString::fromStdString(given.type)
            << "; going on without it";
    }
    tellComplete();
}

void HyperliquidClient::tellComplete()
{
    const auto complete = m_book.takeComplete();
    if (complete.empty())
        return;
    m_attempts = 0;
    for (const domain::Address &account : complete)
        Q_EMIT subscribed(account);
}

// --- questions ---------------------------------------------------------------------------------

void HyperliquidClient::fetchFills(const domain::Address &account, base::Timestamp start,
                                   std::optional<base::Timestamp> end,
                                   Reply<std::vector<domain::Fill>> reply)
{
    m_info.fetchFills(account, start, end, std::move(reply));
}

void HyperliquidClient::fetchTwapFills(const domain::Address &account,
                                       Reply<std::vector<domain::Fill>> reply)
{
    m_info.fetchTwapFills(account, std::move(reply));
}

void HyperliquidClient::fetchFunding(const domain::Address &account, base::Timestamp start,
                                     Reply<std::vector<domain::FundingPayment>> reply)
{
    m_info.fetchFunding(account, start, std::move(reply));
}

void HyperliquidClient::fetchState(const domain::Address &account,
                                   Reply<domain::AccountState> reply)
{
    m_info.fetchState(account, [this, reply = std::move(reply)](auto state) {
        if (state)
            onReachable();
        reply(std::move(state));
    });
}

void HyperliquidClient::fetchRole(const domain::Address &account, Reply<domain::RoleAnswer> reply)
{
    m_info.fetchRole(account, std::move(reply));
}

void HyperliquidClient::fetchAbstraction(const domain::Address &account,
                                         Reply<domain::AccountAbstraction> reply)
{
    m_info.fetchAbstraction(account, std::move(reply));
}

void HyperliquidClient::fetchCatalog(Reply<domain::InstrumentCatalog> reply)
{
    m_info.fetchCatalog(
        [this, reply = std::move(reply)](base::Result<domain::InstrumentCatalog> catalog) {
            if (catalog) {
                m_catalog = *catalog;
                if (m_socket.isOpen())
                    subscribeMarks(); // a coin that was not known before may be now
            }
            reply(std::move(catalog));
        });
}

void HyperliquidClient::fetchMarks(const std::string &dex, Reply<MarksFrame> reply)
{
    m_info.fetchMarks(dex, std::move(reply));
}

BudgetView HyperliquidClient::budget() const
{
    return {m_rest.weightUsed(), m_connects.used(now()),
            m_openings > 0 ? m_openings - 1 : qint64{0}};
}

} // namespace lpm::exchange::hyperliquid
