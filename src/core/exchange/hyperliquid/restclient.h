// SPDX-License-Identifier: GPL-3.0-or-later
// Puts questions to the exchange over HTTP, in order of priority and inside the budget.
// Core thread.
#pragma once

#include "core/base/clock.h"
#include "core/exchange/hyperliquid/answerreader.h"
#include "core/exchange/hyperliquid/clientoptions.h"
#include "core/exchange/hyperliquid/ratelimiter.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace lpm::exchange::hyperliquid {

struct RestQuestion
{
    std::string body;
    Priority priority = Priority::Account;
    int weight = 20;
    int mostSurcharge = 0; // the most its answer may add
};

// Uses an answer and returns the surcharge of its rows.
using AnswerHandler = std::function<int(const RestAnswer &)>;

class RestClient : public QObject
{
    Q_OBJECT
public:
    RestClient(const QUrl &info, const base::Clock &clock, const ClientOptions &options,
               QObject *parent = nullptr);
    ~RestClient() override;

    // The handler is called once, from the event loop; never after drop() or destruction.
    void ask(RestQuestion question, AnswerHandler handler);
    void drop(); // forgets every question; none is answered any more
    int weightUsed() const { return m_budget.used(now()); }

private:
    struct Waiting
    {
        RestQuestion question;
        AnswerHandler handler;
    };
    struct Sent
    {
        AnswerReader *reader = nullptr;
        AnswerHandler handler;
    };

    base::Milliseconds now() const { return m_clock.now().monotonic; }
    std::deque<Waiting> *firstQueue();
    void sendWhatMay();
    void send(WeightBudget::Ticket ticket, Waiting waiting);
    void onAnswer(WeightBudget::Ticket ticket, const RestAnswer &answer);
    void noteStatus(const RestAnswer &answer);
    void refuseLater(AnswerHandler handler);

    QUrl m_info;
    const base::Clock &m_clock;
    ClientOptions m_options;
    QNetworkAccessManager m_network;
    WeightBudget m_budget;
    std::shared_ptr<AnswerRoom> m_room; // readers may outlive us by a turn of the event loop
    QTimer m_nextTry;
    std::map<Priority, std::deque<Waiting>> m_waiting;
    std::map<WeightBudget::Ticket, Sent> m_sent;
    std::uint64_t m_generation = 0; // rises with drop()
};

} // namespace lpm::exchange::hyperliquid
