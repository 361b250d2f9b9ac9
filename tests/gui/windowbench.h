// SPDX-License-Identifier: GPL-3.0-or-later
// A window on a fake source, and the grips by which tests hold it.
#pragma once

#include "fakesource.h"
#include "modelproof.h"

#include "gui/mainwindow.h"
#include "gui/views/datatable.h"
#include "gui/views/summarystrip.h"

#include <QAction>
#include <QHeaderView>
#include <QTest>

namespace lpm::gui::testing {

struct WindowBench
{
    explicit WindowBench(const QString &directory = {},
                         domain::RunMode mode = domain::RunMode::Demo,
                         std::vector<domain::WatchedAccount> accounts = {watched(1, "Main"),
                                                                         watched(2, "Hedge")})
        : source(std::move(accounts), mode),
          window(source, clock,
                 {directory, QStringLiteral("http://127.0.0.1:8123"), {}, QStringLiteral("9.8.7")})
    {
        for (const DataTable *table : window.findChildren<DataTable *>()) {
            if (table->accessibleName() != QLatin1String("Fills")) // of thousands, it has its own
                prove(*table->model());
        }
    }

    void fill()
    {
        const auto hedge = watched(2, "Hedge");
        Q_EMIT source.summaryChanged(summary(watched(1, "Main"), tradersBook()));
        Q_EMIT source.summaryChanged(
            summary(hedge, {position({.coin = "BTC", .size = "-3", .entry = "100", .mark = "110"},
                                     hedge.address)}));
        Q_EMIT source.healthChanged(health(source.accounts()));
        window.flush();
    }

    DataTable &table(const char *name) const
    {
        for (DataTable *table : window.findChildren<DataTable *>()) {
            if (table->accessibleName() == QLatin1String(name))
                return *table;
        }
        qFatal("no such table");
    }

    QStringList coins() const
    {
        QStringList coins;
        const DataTable &positions = table("Positions");
        for (int row = 0; row < positions.model()->rowCount(); ++row)
            coins += positions.model()
                         ->index(row, static_cast<int>(PositionColumn::Coin))
                         .data()
                         .toString();
        return coins;
    }

    void clickHeader(PositionColumn column)
    {
        QHeaderView *header = table("Positions").horizontalHeader();
        const int section = static_cast<int>(column);
        const QPoint at(header->sectionViewportPosition(section) + header->sectionSize(section) / 2,
                        header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    }

    QString tile(const char *caption) const
    {
        const auto *strip = window.findChild<SummaryStrip *>();
        const StatTile *found = strip->tile(QString::fromLatin1(caption));
        return found ? found->stat().value : QStringLiteral("no tile");
    }

    // The middle's, where panels around it have one of the same name.
    QAction &action(const char *text) const
    {
        const auto actions =
            window.centralWidget()->findChildren<QAction *>() + window.findChildren<QAction *>();
        for (QAction *action : actions) {
            if (action->text() == QLatin1String(text))
                return *action;
        }
        qFatal("no such action");
    }

    // Of the window's middle, where there is one: panels around it have some of their own.
    template <class T>
    T &only() const
    {
        T *inMiddle = window.centralWidget()->findChild<T *>();
        return inMiddle != nullptr ? *inMiddle : *window.findChild<T *>();
    }

    base::ManualClock clock{Noon};
    FakeSource source;
    MainWindow window;
};

} // namespace lpm::gui::testing
