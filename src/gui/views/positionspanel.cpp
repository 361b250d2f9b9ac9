// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/positionspanel.h"

#include "gui/filter/filterparser.h"
#include "gui/limits.h"
#include "gui/views/columnkeys.h"
#include "gui/views/columnlayout.h"
#include "gui/views/datatable.h"
#include "gui/views/headerbar.h"
#include "gui/views/positionactions.h"
#include "gui/views/totalsrow.h"

#include <QAction>
#include <QActionGroup>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <bit>
#include <utility>

namespace lpm::gui {

namespace {

constexpr int MinimumHeight = 104; // two rows: a screen of 1920×1080 at 200 % has 540 in all

CellStyle positionStyle(int column)
{
    const PositionColumnSpec &by = spec(static_cast<PositionColumn>(column));
    return {by.kind, by.secondaryWidth, column == static_cast<int>(PositionColumn::Mark)};
}

// A desktop that asks for no animations asks for no flashes.
bool isMotionWanted(const QWidget &widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) > 0;
}

} // namespace

PositionsPanel::PositionsPanel(const Theme &theme, HeaderBar &header, bool hasAccounts,
                               QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_header(header),
      m_hasAccounts(hasAccounts),
      m_positions(new PositionsModel(this)),
      m_sorted(new PositionsSortModel(*m_positions, this)),
      m_table(new DataTable(theme, positionStyle, this)),
      m_totals(new TotalsRow(theme, this)),
      m_actions(new PositionActions(*m_table, *m_positions,
                                    [this](const QModelIndex &index) { return rowAt(index); })),
      m_flash(new QAction(tr("F&lash numbers that change"), this)),
      m_groupings(new QActionGroup(this))
{
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_totals);

    m_flash->setCheckable(true);
    connect(m_flash, &QAction::toggled, m_positions, &PositionsModel::setFlashing);
    connect(m_flash, &QAction::toggled, m_table->viewport(), qOverload<>(&QWidget::update));
    connect(m_positions, &PositionsModel::glowing, this, &PositionsPanel::showFlashes);
    m_flash->setChecked(isMotionWanted(*this));
    connect(m_actions, &PositionActions::done, this, &PositionsPanel::said);
    connect(m_actions, &PositionActions::refused, this, &PositionsPanel::said);
    connect(m_actions, &PositionActions::failed, this, &PositionsPanel::warn);

    m_totals->setParts([this](TotalFigure figure) {
        showTotals();
        return partsOf(m_sorted->shownPositions(), figure);
    });
    m_totalsPace.setSingleShot(true);
    m_totalsPace.setInterval(limits::UpdatePace);
    connect(&m_totalsPace, &QTimer::timeout, this, &PositionsPanel::showTotals);
    const auto wait = [this] {
        if (!m_totalsPace.isActive())
            m_totalsPace.start();
    };
    connect(m_positions, &PositionsModel::shown, this, [this] {
        if (m_totalsPace.isActive())
            showTotals(); // painted with the rows, not a turn later
    });
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, wait);
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, wait);
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, wait);
    connectHeader();
    buildGroupings();
    showEmptyText();
}

void PositionsPanel::setPrivacy(const Privacy &privacy)
{
    m_positions->setPrivacy(privacy);
    m_sorted->setPrivacy(privacy);
    m_totals->setPrivacy(privacy);
    m_actions->setPrivacy(privacy);
}

void PositionsPanel::buildGroupings()
{
    const auto add = [this](const QString &text, Grouping grouping) {
        QAction *action = m_groupings->addAction(text);
        action->setCheckable(true);
        action->setData(wordOf(grouping));
        action->setChecked(grouping == Grouping::None);
    };
    add(tr("&Not at all"), Grouping::None);
    add(tr("By &account"), Grouping::Account);
    add(tr("By &dex"), Grouping::Dex);
    connect(m_groupings, &QActionGroup::triggered, this, [this](QAction *action) {
        m_sorted->setGrouping(groupingOf(action->data().toString()));
    });
}

void PositionsPanel::buildTable()
{
    m_table->setAccessibleName(tr("Positions"));
    m_table->setModel(m_sorted);
    for (int i = 0; i < PositionColumnCount; ++i)
        m_table->setColumnCharacters(i, spec(static_cast<PositionColumn>(i)).width);
    m_table->setMinimumHeight(MinimumHeight);
    m_table->setSortingEnabled(true);
    choosePreset(ColumnPreset::Standard);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PositionsPanel::lookedAt);
    connect(m_table, &DataTable::columnMenuOpening, this,
            [this](QMenu *menu) { fillPresets(*menu); });
}

void PositionsPanel::connectHeader()
{
    connect(&m_header, &HeaderBar::accountChosen, this, [this] {
        m_sorted->setAccount(m_header.account());
        showTotals();
        showEmptyText();
    });
    connect(&m_header.filter(), &QLineEdit::textChanged, this, [this](const QString &text) {
        const ParsedFilter parsed = parseFilter(text);
        m_sorted->setFilter(parsed.filter);
        m_header.showFilterMessage(parsed.message());
        showTotals();
        showEmptyText();
    });
    connect(&m_header.freeze(), &QToolButton::toggled, m_sorted, &PositionsSortModel::setFrozen);
}

const PositionRow *PositionsPanel::rowAt(const QModelIndex &index) const
{
    return m_sorted->positionAt(index.row());
}

std::optional<domain::PositionView> PositionsPanel::looked() const
{
    const QModelIndex current = m_table->currentIndex();
    const PositionRow *row = current.isValid() ? rowAt(current) : nullptr;
    return row ? std::optional(row->position) : std::nullopt;
}

void PositionsPanel::setRead(bool isRead)
{
    if (std::exchange(m_isRead, isRead) == isRead)
        return;
    showTotals();
    showEmptyText();
}

void PositionsPanel::setHasAccounts(bool hasAccounts)
{
    if (std::exchange(m_hasAccounts, hasAccounts) != hasAccounts)
        showAccounts();
}

void PositionsPanel::showAccounts()
{
    m_table->setColumnHidden(static_cast<int>(PositionColumn::Account), !m_hasAccounts);
    m_table->setFitted(m_table->isFitted());
}

void PositionsPanel::setNow(base::Timestamp now)
{
    m_positions->setNow(now);
    m_sorted->resort();
}

void PositionsPanel::flush()
{
    m_positions->flush();
    m_sorted->resort();
    showTotals();
}

void PositionsPanel::showTotals()
{
    m_totalsPace.stop();
    m_sorted->addUpGroups(); // of rows that are there, whatever is unread beside them
    if (!m_isRead) {
        m_totals->show(std::nullopt);
        return;
    }
    m_totals->show(totalsOf(m_sorted->shownPositions()));
}

void PositionsPanel::showEmptyText()
{
    if (!m_header.filter().text().trimmed().isEmpty() && m_positions->rowCount() > 0) {
        m_table->setEmptyText(tr("Nothing fits the filter"),
                              tr("Change or clear it to see the positions."));
    } else if (!m_isRead) {
        m_table->setEmptyText(tr("Reading the account…"),
                              tr("The exchange is asked for fills and positions."));
    } else {
        m_table->setEmptyText(tr("No open positions"),
                              tr("Everything is flat. A position appears here the moment its first "
                                 "fill arrives."));
    }
}

// Only the cells that look otherwise than a step ago, of the rows in sight.
void PositionsPanel::showFlashes()
{
    QRegion region;
    const int first = m_table->rowAt(0);
    const int last = m_table->rowAt(m_table->viewport()->height() - 1);
    const int end = last < 0 ? m_sorted->rowCount() : last + 1;
    for (int line = std::max(first, 0); line < end; ++line) {
        const PositionRow *row = rowAt(m_sorted->index(line, 0));
        for (std::uint32_t rest = row ? row->flash.columns() : 0; rest != 0; rest &= rest - 1)
            region += m_table->visualRect(m_sorted->index(line, std::countr_zero(rest)));
    }
    m_table->viewport()->update(region);
}

void PositionsPanel::choosePreset(ColumnPreset preset)
{
    ColumnLayout layout;
    for (const PositionColumn column : columnsOf(preset, m_hasAccounts))
        layout.places.push_back({QString::fromLatin1(spec(column).key), 0, true});
    if (const auto sorting = sortingOf(preset)) {
        layout.sortedBy = QString::fromLatin1(spec(sorting->column).key);
        layout.order = sorting->order;
    }
    applyLayout(*m_table, layout);
    m_table->setFitted(true);
}

void PositionsPanel::fillPresets(QMenu &menu)
{
    QMenu *presets = menu.addMenu(tr("&Presets"));
    for (int i = 0; i < ColumnPresetCount; ++i) {
        const auto preset = static_cast<ColumnPreset>(i);
        presets->addAction(titleOf(preset), this, [this, preset] { choosePreset(preset); });
    }
    menu.addSeparator();
}

std::vector<ExplainedPart> PositionsPanel::explanations() const
{
    return {tableInFocus(*m_table).explainRow(), m_totals->explanations()};
}

void PositionsPanel::fillEditMenu(QMenu &menu) { m_actions->fillMenu(menu); }

void PositionsPanel::fillViewMenu(QMenu &menu)
{
    QMenu *columns = menu.addMenu(tr("&Columns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_table->fillColumnMenu(*columns);
    });
    addColumnKeys(menu, *m_table, [this](const QString &done) { Q_EMIT said(done); });
    QMenu *sorted = menu.addMenu(tr("&Sort by"));
    connect(sorted, &QMenu::aboutToShow, this, [this, sorted] {
        sorted->clear();
        m_table->fillSortMenu(*sorted);
    });
    menu.addSeparator();
    QAction *freeze = menu.addAction(tr("&Freeze the order of rows"));
    freeze->setCheckable(true);
    freeze->setShortcut(QKeySequence(tr("Ctrl+Shift+F")));
    connect(freeze, &QAction::toggled, &m_header.freeze(), &QToolButton::setChecked);
    connect(&m_header.freeze(), &QToolButton::toggled, freeze, &QAction::setChecked);
    menu.addAction(tr("F&ilter"), QKeySequence::Find, &m_header.filter(),
                   qOverload<>(&QWidget::setFocus));
    menu.addAction(tr("&Explain the numbers…"), Qt::SHIFT | Qt::Key_F1, this,
                   &PositionsPanel::explanationsAsked);
    menu.addAction(m_flash);
    QMenu *groups = menu.addMenu(tr("&Group positions"));
    groups->addActions(m_groupings->actions());
}

void PositionsPanel::warn(const QString &sentence)
{
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Export"), sentence, QMessageBox::Ok, window());
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void PositionsPanel::restore(const WindowState &state)
{
    const auto layout = state.positionsColumns.isEmpty()
                            ? layoutOfHeaderState(state.positionsHeader, keysBeforeLayouts())
                            : layoutOf(state.positionsColumns);
    if (layout) {
        applyLayout(*m_table, *layout);
        m_table->setFitted(state.isFitted);
    }
    if (m_hasAccounts != state.isOfSeveral())
        showAccounts();
    if (state.isFlashing)
        m_flash->setChecked(*state.isFlashing);
    for (QAction *action : m_groupings->actions()) {
        if (action->data().toString() == state.grouping)
            action->trigger();
    }
    m_header.freeze().setChecked(state.isSortFrozen);
}

void PositionsPanel::save(WindowState &state) const
{
    state.positionsColumns = textOf(layoutOf(*m_table));
    state.isFitted = m_table->isFitted();
    state.grouping = wordOf(m_sorted->grouping());
    state.isSortFrozen = m_header.freeze().isChecked();
    // Unless it was chosen, the desktop's wish holds anew at each start.
    if (m_flash->isChecked() != isMotionWanted(*this))
        state.isFlashing = m_flash->isChecked();
}

} // namespace lpm::gui
