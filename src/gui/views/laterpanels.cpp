// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/laterpanels.h"

#include "gui/views/datatable.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace lpm::gui {

namespace {

constexpr int LaterMinimumHeight = 48;
constexpr int LaterColumnCharacters = 12;

struct LaterWords
{
    Q_DECLARE_TR_FUNCTIONS(LaterPanels)
};

QWidget *laterPanel(const Theme &theme, const QString &name, const QStringList &columns,
                    const QString &title, const QString &explanation)
{
    auto *panel = new QWidget;
    auto *table =
        new DataTable(theme, [](int) { return CellStyle{CellKind::Text, 0, false}; }, panel);
    auto *nothing = new QStandardItemModel(0, static_cast<int>(columns.size()), table);
    nothing->setHorizontalHeaderLabels(columns);
    table->setModel(nothing);
    table->setAccessibleName(name);
    table->setEmptyText(title, explanation);
    table->setMinimumHeight(LaterMinimumHeight);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    for (int column = 0; column < columns.size(); ++column)
        table->setColumnCharacters(column, LaterColumnCharacters);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->addWidget(table);
    return panel;
}

} // namespace

QWidget *makeOrdersPanel(const Theme &theme)
{
    const QStringList columns{LaterWords::tr("Time"),  LaterWords::tr("Account"),
                              LaterWords::tr("Coin"),  LaterWords::tr("Side"),
                              LaterWords::tr("Type"),  LaterWords::tr("Size"),
                              LaterWords::tr("Price"), LaterWords::tr("Trigger")};
    return laterPanel(theme, LaterWords::tr("Orders"), columns,
                      LaterWords::tr("Open orders are not watched yet"),
                      LaterWords::tr("An account may have some: look for them at the exchange."));
}

QWidget *makeAlertsPanel(const Theme &theme)
{
    return laterPanel(
        theme, LaterWords::tr("Alerts"), {}, LaterWords::tr("Alerts are not watched yet"),
        LaterWords::tr("Liquidations, lost feeds and differences are told by the desktop's "
                       "notifications (View › Notifications)."));
}

} // namespace lpm::gui
