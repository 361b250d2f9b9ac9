// SPDX-License-Identifier: GPL-3.0-or-later
// The open positions of every account as rows of ready-made text. Lives on the GUI thread; what
// arrives waits for the next of at most 20 turns a second, so a burst costs as much as one change.
#pragma once

#include "core/domain/account.h"
#include "core/domain/positionupdate.h"
#include "gui/models/positioncolumns.h"
#include "gui/models/proofs.h"
#include "gui/models/rowflash.h"

#include <QAbstractTableModel>
#include <QTimeZone>
#include <QTimer>

#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace lpm::gui {

class Privacy;

struct PositionKey
{
    domain::Address account;
    std::string symbol;

    friend auto operator<=>(const PositionKey &, const PositionKey &) = default;
};

struct PositionRow
{
    domain::PositionView position;
    QString account;                                         // label, or the short address
    std::uint64_t seq = 0;                                   // of the update or summary it shows
    domain::PriceState freshness = domain::PriceState::Live; // of what follows from the mark price
    bool isFeedDown = false; // then everything in the row may be old
    std::uint32_t changed = 0; // one bit a column, until the views were told
    // Made when they are looked at: of hundreds of rows some twenty are in sight.
    mutable std::array<Cell, PositionColumnCount> cells;
    mutable std::uint32_t stale = 0; // one bit a column: its cell is to be made anew
    mutable RowFlash flash;
    FigureSteps steps;
    bool isOfOtherRun = false; // of the monitor, until the first state of this one
};

// As the window shows it: what the monitor said last may be doubtful by now.
bool isProven(const PositionRow &row);
int proofRank(const PositionRow &row); // of the sign that is shown; what is worst is least

class PositionsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        SecondaryRole = Qt::UserRole + 1, // text beside the number
        ToneRole,                         // Tone as int
        FreshnessRole,                    // domain::PriceState as int
        BarRole,                          // double 0 to 1, for drawing: how far away liquidation is
        GroupRole,                        // bool: a line above a group, no position
        FlashRole,                        // int: RowFlash::level
        KeyRole                           // of a column, as in saved layouts
    };

    explicit PositionsModel(QObject *parent = nullptr);

    void setPrivacy(const Privacy &privacy); // must outlive it
    void setZone(const QTimeZone &zone) { m_zone = zone; } // of the times in tooltips, UTC before

    void keepOnly(const std::vector<domain::WatchedAccount> &accounts); // forgets the others
    void takeSummary(const domain::SummaryPtr &summary);
    void takeUpdate(const domain::PositionUpdatePtr &update);
    void takeHealth(const domain::HealthPtr &health);
    void takeReconciliation(const domain::ReconciliationPtr &view);
    void setNow(base::Timestamp now); // ages and freshness follow
    void flush();                     // shows what is waiting, now

    // Numbers that change glow for a moment; glowing() tells each step of it.
    void setFlashing(bool isFlashing);
    bool isFlashing() const { return m_isFlashing; }
    void fadeFlashes(); // one step, as the timer does

    base::Timestamp now() const { return m_now; }
    // Whether a price of the account (nullopt: of any) is no longer live.
    bool hasOldPrice(const std::optional<domain::Address> &account) const;
    const PositionRow &row(int index) const { return m_rows.at(static_cast<std::size_t>(index)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void glowing(); // flashes began or faded; cells and numbers are as before
    void shown();   // what waited is in the rows, and was told

private:
    void wait();
    void onFlashPace();
    void showSummary(const domain::SummaryView &summary);
    void showUpdate(const domain::PositionUpdate &update);
    void removeMissing(const domain::SummaryView &summary);
    void removeRowAt(std::size_t index);
    void append(std::vector<PositionRow> rows);
    PositionRow makeRow(const domain::PositionView &position, const std::string &label,
                        std::uint64_t seq, base::Timestamp time) const;
    void replace(PositionRow &row, const domain::PositionView &position, std::uint64_t seq,
                 base::Timestamp time);
    void flash(PositionRow &row, int column, const domain::PositionView &before);
    void refreshTimed(PositionRow &row);
    void refreshDoubt(PositionRow &row);
    const Cell &cellOf(const PositionRow &row, int column) const;
    bool remake(const PositionRow &row, int column) const; // whether it looks otherwise
    domain::PriceState freshnessOf(const domain::PositionView &position) const;
    bool isAccountDown(const domain::Address &account) const;
    void tellChanges();
    void tellChanges(std::size_t first, std::size_t end, std::uint32_t columns);
    void reindex();
    CellInput inputOf(const PositionRow &row) const;

    std::vector<PositionRow> m_rows;
    std::map<PositionKey, std::size_t> m_index;
    std::map<PositionKey, domain::PositionUpdatePtr> m_waitingUpdates;
    std::map<domain::Address, domain::SummaryPtr> m_waitingSummaries;
    std::map<domain::Address, std::uint64_t> m_seqShown; // of the last summary
    std::map<domain::Address, std::string> m_epochs;
    std::map<domain::Address, domain::FeedState> m_feeds;
    Proofs m_proofs;
    const Privacy *m_privacy = nullptr;
    QTimeZone m_zone = QTimeZone::utc();
    base::Timestamp m_now{};
    bool m_isFlashing = false;
    QTimer m_pace;
    QTimer m_flashPace;
    bool m_isFadeWaiting = false; // for the next flush
};

// What an account is called: its label, or its address in short.
QString accountName(const domain::Address &address, const std::string &label);

} // namespace lpm::gui
