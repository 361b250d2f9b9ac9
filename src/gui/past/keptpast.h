// SPDX-License-Identifier: GPL-3.0-or-later
// What was before: asks the source for what was kept of each account, and remembers the money with
// what the window has seen itself. Sources do not say that they cannot answer, and an answer may be
// lost, so silence alone tells it: such a question is asked again, ever more seldom. GUI thread.
#pragma once

#include "core/base/clock.h"
#include "gui/models/moneymemory.h"
#include "gui/source/dashboardsource.h"

#include <QObject>

#include <map>
#include <optional>

namespace lpm::gui {

class KeptPast : public QObject
{
    Q_OBJECT
public:
    // Source and clock must outlive it.
    KeptPast(DashboardSource &source, const base::Clock &clock, QObject *parent = nullptr);

    void look(); // each second: silence makes no signal of its own
    // What the window sees, while it is sure of it.
    void add(const AccountChoice &whose, const MoneyPoint &now) { m_money.add(whose, now); }
    MoneyMoves moves(const AccountChoice &whose, const MoneyPoint &now) const
    {
        return m_money.moves(whose, now);
    }

Q_SIGNALS:
    void equityRead(const lpm::domain::EquityPastPtr &past); // never empty
    void fillsRead(const lpm::gui::PastFills &fills);
    void accountsReplaced(); // what is known of all of them together is of others

private:
    struct Question // for a page of equity
    {
        std::optional<base::Timestamp> until;
        int page = 1;
        base::Milliseconds pause; // until it is asked again
    };
    struct Asked
    {
        std::optional<Question> open;
        base::Milliseconds lastTime{};  // of the monotonic clock
        int fillsAsked = 0;             // times; none came yet, where areFillsRead is not set
        base::Milliseconds fillsTime{}; // of the last time, monotonic
        bool areFillsRead = false;
    };

    void onAccountsChanged();
    void onConnectionChanged();
    void onSummaryChanged(const domain::SummaryPtr &summary);
    void onEquityRead(const domain::EquityPastPtr &past);
    void onFillsRead(const PastFills &fills);
    void ask(const domain::Address &account, const Question &question);
    void askFills(const domain::Address &account, base::Milliseconds pause);

    DashboardSource &m_source;
    const base::Clock &m_clock;
    base::Instant m_lastLook;
    MoneyMemory m_money;
    std::map<domain::Address, Asked> m_asked; // from an account's first summary on
};

} // namespace lpm::gui
