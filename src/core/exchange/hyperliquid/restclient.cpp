// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/restclient.h"

#include "core/base/logging.h"

#include <QNetworkRequest>
#include <QPointer>

#include <algorithm>

namespace lpm::exchange::hyperliquid {

namespace {

constexpr std::size_t MostWaiting = 2'000;
// As many as the library keeps connections to one host: more would wait there, unseen by our
// priorities and with their timeouts running.
constexpr std::size_t MostInFlight = 6;
constexpr base::Milliseconds LongestNap{60'000};

QNetworkRequest requestTo(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("position-monitor"));
    // No compression: a small answer could unpack to anything.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return request;
}

} // namespace

RestClient::RestClient(const QUrl &info, const base::Clock &clock, const ClientOptions &options,
                       QObject *parent)
    : QObject(parent),
      m_info(info),
      m_clock(clock),
      m_options(options),
      m_budget(options.weightPerMinute),
      m_room(std::make_shared<AnswerRoom>(options.answerBytes, MostInFlight))
{
    m_nextTry.setSingleShot(true);
    connect(&m_nextTry, &QTimer::timeout, this, &RestClient::sendWhatMay);
}

RestClient::~RestClient() { drop(); }

void RestClient::ask(RestQuestion question, AnswerHandler handler)
{
    std::size_t waiting = 0;
    for (const auto &[priority, queue] : m_waiting)
        waiting += queue.size();
    if (waiting >= MostWaiting)
        return refuseLater(std::move(handler));
    const Priority priority = question.priority;
    m_waiting[priority].push_back({std::move(question), std::move(handler)});
    m_nextTry.start(0); // from the event loop, after others of this turn have asked
}

void RestClient::refuseLater(AnswerHandler handler)
{
    const auto generation = m_generation;
    QTimer::singleShot(0, this, [this, generation, handler = std::move(handler)] {
        if (generation == m_generation)
            handler({base::failure(base::ErrorCode::RateLimited,
                                   "too many questions wait for the exchange already"),
                     0, std::nullopt});
    });
}

void RestClient::drop()
{
    ++m_generation;
    m_nextTry.stop();
    m_waiting.clear();
    const auto sent = std::exchange(m_sent, {});
    for (const auto &[ticket, question] : sent) {
        m_budget.settle(ticket, now(), 0);
        question.reader->disconnect(this);
        question.reader->deleteLater();
    }
}

std::deque<RestClient::Waiting> *RestClient::firstQueue()
{
    for (auto &[priority, queue] : m_waiting) {
        if (!queue.empty())
            return &queue;
    }
    return nullptr;
}

void RestClient::sendWhatMay()
{
    while (m_sent.size() < MostInFlight) {
        auto *queue = firstQueue();
        if (queue == nullptr)
            return;
        const RestQuestion &question = queue->front().question;
        const auto ticket =
            m_budget.take(now(), question.priority, question.weight, question.mostSurcharge);
        if (!ticket) {
            // Without a chance of its own only an answer on its way makes room: it asks again.
            if (const auto chance = m_budget.nextChance(now()))
                m_nextTry.start(std::clamp(*chance - now(), base::Milliseconds{1}, LongestNap));
            return;
        }
        Waiting next = std::move(queue->front());
        queue->pop_front();
        send(*ticket, std::move(next));
    }
}

void RestClient::send(WeightBudget::Ticket ticket, Waiting waiting)
{
    QNetworkReply *reply =
        m_network.post(requestTo(m_info), QByteArray::fromStdString(waiting.question.body));
    auto *reader = new AnswerReader(reply, m_options.restTimeout, m_room, this);
    connect(reader, &AnswerReader::finished, this,
            [this, ticket](const RestAnswer &answer) { onAnswer(ticket, answer); });
    m_sent.emplace(ticket, Sent{reader, std::move(waiting.handler)});
}

void RestClient::noteStatus(const RestAnswer &answer)
{
    if (answer.status == 429) {
        qCWarning(base::logExchange) << "the exchange refuses more requests for now (HTTP 429)";
        m_budget.refused(now(), answer.retryAfter, m_options.random());
    } else if (answer.status != 0) {
        m_budget.accepted();
    }
}

void RestClient::onAnswer(WeightBudget::Ticket ticket, const RestAnswer &answer)
{
    const auto found = m_sent.find(ticket);
    if (found == m_sent.end())
        return;
    const Sent sent = std::move(found->second);
    m_sent.erase(found);
    sent.reader->deleteLater();
    noteStatus(answer);

    const QPointer<RestClient> self(this);
    const int surcharge = sent.handler(answer);
    if (!self) // the handler may end whatever owns us
        return;
    m_budget.settle(ticket, now(), surcharge);
    sendWhatMay();
}

} // namespace lpm::exchange::hyperliquid
