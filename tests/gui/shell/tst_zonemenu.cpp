// SPDX-License-Identifier: GPL-3.0-or-later
// The zone of the times that are shown: the computer's, UTC or another one, as the trader chooses.
#include "gui/format/shownzone.h"
#include "gui/format/timeformat.h"
#include "gui/shell/zonemenu.h"

#include <QInputDialog>
#include <QMenu>
#include <QSignalSpy>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;

namespace {

struct Bench
{
    QWidget window;
    QMenu menu;
    ZoneMenu zones{menu, window};
    QSignalSpy told{&zones, &ZoneMenu::choiceChanged};

    QAction *entry(const QString &begin)
    {
        for (QAction *action : menu.actions()) {
            if (action->isVisible() && action->text().startsWith(begin))
                return action;
        }
        return nullptr;
    }
};

} // namespace

class ZoneMenuTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTimeIsToldInTheChosenZone()
    {
        const base::Timestamp noon = base::fromUnixMilliseconds(1'795'435'200'000); // 12:00 UTC

        QCOMPARE(clockText(noon, zoneOf(QStringLiteral("UTC"))), QStringLiteral("12:00:00"));
        QCOMPARE(clockText(noon, zoneOf(QStringLiteral("Asia/Tokyo"))), QStringLiteral("21:00:00"));
        QCOMPARE(zoneOf(QString()), QTimeZone::systemTimeZone());
        QCOMPARE(zoneOf(QStringLiteral("Mars/Olympus")), QTimeZone::systemTimeZone());
    }

    void theComputersZoneIsTheFirstChoice()
    {
        Bench bench;

        QVERIFY(bench.zones.chosen().isEmpty());
        QVERIFY(bench.entry(QStringLiteral("&This computer's"))->isChecked());
        QVERIFY(bench.entry(QStringLiteral("Asia/Tokyo")) == nullptr);
    }

    void aChoiceIsToldOnce()
    {
        Bench bench;

        bench.entry(QStringLiteral("&UTC"))->trigger();
        bench.entry(QStringLiteral("&UTC"))->trigger();

        QCOMPARE(bench.told.count(), 1);
        QCOMPARE(bench.zones.chosen(), QStringLiteral("UTC"));
    }

    void anotherZoneIsAskedForAndGetsAnEntry()
    {
        Bench bench;

        bench.entry(QStringLiteral("&Another zone"))->trigger();
        auto *asking = bench.window.findChild<QInputDialog *>();
        QVERIFY(asking);
        QVERIFY(asking->comboBoxItems().contains(QStringLiteral("Asia/Tokyo")));
        asking->setTextValue(QStringLiteral("Asia/Tokyo"));
        asking->accept();

        QCOMPARE(bench.told.count(), 1);
        QCOMPARE(bench.zones.chosen(), QStringLiteral("Asia/Tokyo"));
        QVERIFY(bench.entry(QStringLiteral("Asia/Tokyo"))->isChecked());
        bench.entry(QStringLiteral("&This computer's"))->trigger();
        QVERIFY(bench.zones.chosen().isEmpty());
    }

    void aKeptZoneThatThisSystemDoesNotKnowIsTheComputersOwn()
    {
        Bench bench;

        bench.zones.setChosen(QStringLiteral("Mars/Olympus"));

        QVERIFY(bench.entry(QStringLiteral("&This computer's"))->isChecked());
        QCOMPARE(bench.zones.chosen(), QStringLiteral("Mars/Olympus")); // it is not forgotten
        bench.entry(QStringLiteral("&This computer's"))->trigger();
        QVERIFY(bench.zones.chosen().isEmpty());
        QCOMPARE(bench.told.count(), 1);
        bench.zones.setChosen(QStringLiteral("Asia/Tokyo"));
        QVERIFY(bench.entry(QStringLiteral("Asia/Tokyo"))->isChecked());
        QCOMPARE(bench.told.count(), 1);
    }
};

QTEST_MAIN(ZoneMenuTest)
#include "tst_zonemenu.moc"
