// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/datatable.h"

#include "gui/format/inerttext.h"

#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int CellPadding = 14;
constexpr int NarrowestPercent = 88;
constexpr int WidestPercent = 160;

} // namespace

DataTable::DataTable(const Theme &theme, CellDelegate::StyleOf styleOf, QWidget *parent)
    : QTableView(parent),
      m_theme(theme),
      m_delegate(new CellDelegate(theme, std::move(styleOf), this))
{
    setFont(tabularFont(font()));
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false); // Tab goes on to the next part of the window
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(font()).height() + 14);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(30);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this); // no loop of its own: the window may go meanwhile
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(*menu);
        menu->popup(horizontalHeader()->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionResized, this, [this](int, int before, int after) {
        const bool isByHand = !m_isFitting && before > 0 && after > 0;
        m_isFitted = m_isFitted && !isByHand;
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void DataTable::setEmptyText(const QString &title, const QString &explanation)
{
    if (title == m_emptyTitle && explanation == m_emptyExplanation)
        return;
    m_emptyTitle = title;
    m_emptyExplanation = explanation;
    viewport()->update();
}

void DataTable::setColumnCharacters(int column, int characters)
{
    m_characters.resize(std::max(m_characters.size(), static_cast<std::size_t>(column) + 1));
    m_characters[static_cast<std::size_t>(column)] = characters;
    setColumnWidth(column, plainWidth(column));
}

int DataTable::plainWidth(int column) const
{
    const int characters = m_characters.at(static_cast<std::size_t>(column));
    return QFontMetrics(font()).horizontalAdvance(QLatin1Char('0')) * characters + CellPadding;
}

void DataTable::setFitted(bool isFitted)
{
    m_isFitted = isFitted;
    fit();
}

void DataTable::fit()
{
    if (!m_isFitted || !model())
        return;
    int wanted = 0;
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        wanted += isColumnHidden(column) ? 0 : plainWidth(column);
    const int room = viewport()->width();
    if (wanted == 0 || room <= 0)
        return;
    // Squeezed or stretched a little at most; beyond it the table scrolls, or ends before its edge.
    const int share = std::clamp(room * 100 / wanted, NarrowestPercent, WidestPercent);
    m_isFitting = true;
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        if (!isColumnHidden(column))
            setColumnWidth(column, plainWidth(column) * share / 100);
    }
    const int rest = room - horizontalHeader()->length(); // of the rounding
    const int first = horizontalHeader()->logicalIndexAt(0);
    if (first >= 0 && rest > 0 && rest < horizontalHeader()->count())
        setColumnWidth(first, columnWidth(first) + rest);
    m_isFitting = false;
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

QString DataTable::titleOf(int column) const
{
    const QVariant title = model()->headerData(column, Qt::Horizontal, Qt::EditRole);
    return (title.isValid() ? title : model()->headerData(column, Qt::Horizontal)).toString();
}

QString DataTable::menuTitle(int column) const
{
    QString title = model()->headerData(column, Qt::Horizontal).toString();
    return title.replace(QLatin1Char('&'), QStringLiteral("&&")); // no key of the menu
}

void DataTable::fillSortMenu(QMenu &menu)
{
    QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (isColumnHidden(column))
            continue;
        QAction *action = menu.addAction(menuTitle(column));
        action->setCheckable(true);
        action->setChecked(header->sortIndicatorSection() == column);
        connect(action, &QAction::triggered, this, [this, column] {
            const bool isDown = horizontalHeader()->sortIndicatorSection() != column ||
                                horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
            sortByColumn(column, isDown ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    }
}

void DataTable::fillColumnMenu(QMenu &menu)
{
    Q_EMIT columnMenuOpening(&menu);
    QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        QAction *action = menu.addAction(menuTitle(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column, action](bool isShown) {
            const bool isLast = !isShown && horizontalHeader()->hiddenSectionCount() ==
                                                horizontalHeader()->count() - 1;
            setColumnHidden(column, !isShown && !isLast);
            if (isLast)
                action->setChecked(true); // a table without columns could not be got back
            fit();
        });
    }
}

// Cells that explain nothing of their own share the tooltip of their row.
ExplainedPart DataTable::explainRow() const
{
    const QModelIndex chosen = currentIndex();
    ExplainedPart part{tr("Chosen row of %1").arg(accessibleName()), {}};
    bool areCellsExplained = false;
    for (int visual = 0; chosen.isValid() && visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        const QModelIndex cell = chosen.siblingAtColumn(column);
        if (isColumnHidden(column))
            continue;
        const QVariant spoken = cell.data(Qt::AccessibleTextRole);
        const QString text = cell.data(Qt::AccessibleDescriptionRole).toString();
        areCellsExplained = areCellsExplained || !text.isEmpty();
        part.explanations.push_back(
            {titleOf(column), (spoken.isValid() ? spoken : cell.data()).toString(), text});
    }
    if (!part.explanations.empty() && !areCellsExplained)
        part.explanations.back().text = plainText(chosen.data(Qt::ToolTipRole).toString());
    return part;
}

void DataTable::mouseMoveEvent(QMouseEvent *event)
{
    setHoveredRow(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void DataTable::leaveEvent(QEvent *event)
{
    setHoveredRow(-1);
    QTableView::leaveEvent(event);
}

void DataTable::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

void DataTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() > 0 || m_emptyTitle.isEmpty())
        return;
    QPainter painter(viewport());
    const QRect area = viewport()->rect();
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    const int middle = area.center().y();
    painter.setFont(large);
    painter.setPen(m_theme.colors().text);
    painter.drawText(QRect(area.left(), middle - 34, area.width(), 28), Qt::AlignCenter,
                     m_emptyTitle);
    painter.setFont(font());
    painter.setPen(m_theme.colors().muted);
    painter.drawText(QRect(area.left() + 12, middle - 2, area.width() - 24, 44),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyExplanation);
}

} // namespace lpm::gui
