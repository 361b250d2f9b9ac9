// SPDX-License-Identifier: GPL-3.0-or-later
// A table in the look of the window: the row under the mouse lit up, columns chosen from the
// header's menu, and a sentence where there are no rows.
#pragma once

#include "gui/views/celldelegate.h"
#include "gui/views/explanations.h"

#include <QTableView>

#include <vector>

class QMenu;

namespace lpm::gui {

class DataTable : public QTableView
{
    Q_OBJECT
public:
    DataTable(const Theme &theme, CellDelegate::StyleOf styleOf, QWidget *parent = nullptr);

    void setEmptyText(const QString &title, const QString &explanation);
    QString emptyTitle() const { return m_emptyTitle; }
    void setColumnCharacters(int column, int characters); // a width in digits of the table's font
    // Gives the columns the room there is, until somebody sizes one by hand.
    void setFitted(bool isFitted);
    bool isFitted() const { return m_isFitted; }
    QString titleOf(int column) const; // without the arrow of an order
    void fillColumnMenu(QMenu &menu); // one checkable entry a column
    // One entry a shown column: by it, or the other way round where it is sorted by it already.
    void fillSortMenu(QMenu &menu);
    ExplainedPart explainRow() const; // the chosen one, in the order of its columns; none: empty

Q_SIGNALS:
    void columnMenuOpening(QMenu *menu); // may be given entries that stand before the columns

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setHoveredRow(int row);
    void fit();
    int plainWidth(int column) const;
    QString menuTitle(int column) const;

    const Theme &m_theme;
    CellDelegate *m_delegate;
    int m_hoveredRow = -1;
    bool m_isFitted = false;
    bool m_isFitting = false;
    std::vector<int> m_characters; // of each column
    QString m_emptyTitle;
    QString m_emptyExplanation;
};

} // namespace lpm::gui
