// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/reconciliationpanel.h"

#include "gui/format/inerttext.h"
#include "gui/limits.h"
#include "gui/models/positionsmodel.h"
#include "gui/models/reconciliationtexts.h"
#include "gui/views/datatable.h"
#include "gui/views/elidedlabel.h"
#include "gui/views/tablecopies.h"

#include <QHeaderView>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace lpm::gui {

using domain::ReconciliationState;

namespace {

constexpr int TableMinimumHeight = 48; // a row: all of the window fits 520 pixels of height

CellStyle comparisonStyle(int column)
{
    return {ReconciliationModel::kindOf(static_cast<ComparisonColumn>(column)), 0, false};
}

CellStyle driftStyle(int column)
{
    return {DriftModel::kindOf(static_cast<DriftColumn>(column)), 0, false};
}

template <std::size_t N>
void setWidths(DataTable &table, const std::array<int, N> &widths)
{
    for (std::size_t i = 0; i < N; ++i)
        table.setColumnCharacters(static_cast<int>(i), widths[i]);
    table.setFitted(true);
    table.horizontalHeader()->setStretchLastSection(true);
    table.setMinimumHeight(TableMinimumHeight);
}

// What is worst of several accounts is said of all.
int badness(ReconciliationState state)
{
    switch (state) {
    case ReconciliationState::Agrees:
        return 0;
    case ReconciliationState::Unknown:
        return 1;
    case ReconciliationState::Checking:
        return 2;
    case ReconciliationState::Differs:
        break;
    }
    return 3;
}

} // namespace

ReconciliationPanel::ReconciliationPanel(const Theme &theme,
                                         std::vector<domain::WatchedAccount> accounts,
                                         const QTimeZone &zone, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_accounts(std::move(accounts)),
      m_comparison(new ReconciliationModel(this)),
      m_history(new DriftModel(zone, this)),
      m_line(new ElidedLabel(this)),
      m_compare(new QToolButton(this))
{
    m_line->setAccessibleName(tr("State of the comparison"));
    m_compare->setText(tr("Compare now"));
    m_compare->setToolTip(tr("Compare every position with the exchange now"));
    m_compare->setAccessibleName(tr("Compare now, in the reconciliation"));
    m_compare->setFocusPolicy(Qt::StrongFocus);
    connect(m_compare, &QToolButton::clicked, this, &ReconciliationPanel::compareAsked);
    buildTables();

    auto *top = new QHBoxLayout;
    top->addWidget(m_line, 1);
    top->addWidget(m_compare);
    auto *tables = new QSplitter(Qt::Horizontal, this);
    tables->addWidget(m_comparisonTable);
    tables->addWidget(m_historyTable);
    tables->setStretchFactor(0, 4);
    tables->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(tables, 1);
    connect(&theme, &Theme::changed, this, &ReconciliationPanel::showLine);
    showLine();
}

void ReconciliationPanel::buildTables()
{
    m_comparisonTable = new DataTable(m_theme, comparisonStyle, this);
    m_comparisonTable->setAccessibleName(tr("Comparison"));
    m_comparisonTable->setModel(m_comparison);
    m_comparisonTable->setEmptyText(tr("Nothing compared yet"),
                                    tr("Ours and the exchange's stand here side by side."));
    setWidths(*m_comparisonTable, std::array{8, 10, 8, 12, 12, 11, 8, 20});
    m_historyTable = new DataTable(m_theme, driftStyle, this);
    m_historyTable->setAccessibleName(tr("Past differences"));
    m_historyTable->setModel(m_history);
    m_historyTable->setEmptyText(tr("No differences"), tr("None has been seen in this run."));
    setWidths(*m_historyTable, std::array{12, 8, 9, 7, 9, 9, 23});
    new TableCopies(*m_comparisonTable);
    new TableCopies(*m_historyTable);
    setAccounts(m_accounts);
}

void ReconciliationPanel::setPrivacy(const Privacy &privacy)
{
    m_comparison->setPrivacy(privacy);
    m_history->setPrivacy(privacy);
    for (TableCopies *copies : findChildren<TableCopies *>())
        copies->setPrivacy(privacy);
}

void ReconciliationPanel::setAccounts(std::vector<domain::WatchedAccount> accounts)
{
    m_accounts = std::move(accounts);
    std::erase_if(m_views, [this](const auto &entry) {
        return std::none_of(m_accounts.begin(), m_accounts.end(),
                            [&](const auto &one) { return one.address == entry.first; });
    });
    m_comparison->keepOnly(m_accounts);
    m_history->keepOnly(m_accounts);
    const bool isAlone = m_accounts.size() < 2;
    m_comparisonTable->setColumnHidden(static_cast<int>(ComparisonColumn::Account), isAlone);
    m_historyTable->setColumnHidden(static_cast<int>(DriftColumn::Account), isAlone);
    showLine();
}

void ReconciliationPanel::setAccount(const std::optional<domain::Address> &account)
{
    m_account = account;
    m_comparison->setAccount(account);
    m_history->setAccount(account);
    showLine();
}

void ReconciliationPanel::take(const domain::ReconciliationPtr &view)
{
    m_views[view->account] = view;
    m_comparison->take(view);
    m_history->take(view);
    showLine();
}

void ReconciliationPanel::setNow(base::Timestamp now)
{
    m_now = now;
    m_comparison->setNow(now);
    m_history->setNow(now);
    showLine();
}

void ReconciliationPanel::showLine()
{
    std::vector<const domain::ReconciliationView *> shown;
    for (const auto &account : m_accounts) {
        const auto known = m_views.find(account.address);
        if (known != m_views.end() && (!m_account || account.address == *m_account))
            shown.push_back(known->second.get());
    }
    auto worst = ReconciliationState::Agrees;
    QStringList lines;
    for (const auto *view : shown) {
        if (badness(view->state) > badness(worst))
            worst = view->state;
        const QString line = reconciliationLine(*view, m_now);
        lines += shown.size() > 1
                     ? tr("%1: %2").arg(accountName(view->account, view->accountLabel), line)
                     : line;
    }
    if (shown.empty())
        worst = ReconciliationState::Unknown;
    const bool isMany = shown.size() > static_cast<std::size_t>(limits::FeedBadgesShown);
    m_line->setLine(shown.empty() ? reconciliationText(worst)
                    : isMany
                        ? tr("%n accounts: %1", nullptr, static_cast<int>(shown.size()))
                              .arg(reconciliationText(worst))
                        : lines.join(QStringLiteral("     ")));
    m_line->setToolTip(inertToolTip(lines.join(QLatin1Char('\n'))));
    QPalette palette = m_line->palette();
    palette.setColor(QPalette::WindowText, m_theme.colors().of(reconciliationTone(worst)));
    m_line->setPalette(palette);
}

} // namespace lpm::gui
