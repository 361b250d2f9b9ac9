// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a real core: one that hangs is said; and what the program's exit says at the end.
#include "app/demo.h"
#include "app/windowrun.h"
#include "core/base/check.h"
#include "gui/mainwindow.h"
#include "gui/views/banner.h"

#include <QApplication>
#include <QDir>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace lpm;
using namespace lpm::app;

namespace {

QString lastNotice()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (const auto *window = qobject_cast<gui::MainWindow *>(widget))
            return window->findChildren<gui::Banner *>().last()->text();
    }
    return {};
}

// The demo with its window; closes it once the condition holds.
struct Run
{
    QTemporaryDir folder;
    config::Settings settings;
    simulator::EmbeddedExchange exchange;
    std::optional<ExchangeAccess> access;
    std::unique_ptr<CoreThread> core;

    bool start()
    {
        settings.dataDir = folder.filePath(QStringLiteral("data")).toStdString();
        settings.logDir = folder.filePath(QStringLiteral("logs")).toStdString();
        settings.listenPort = 0;
        QDir().mkpath(QString::fromStdString(settings.dataDir));
        const auto opened = openDemo(exchange);
        if (!opened)
            return false;
        access = *opened;
        core = std::make_unique<CoreThread>(settings, *access);
        return core->start().has_value();
    }

    int closeWhen(const std::function<bool()> &condition)
    {
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, qApp, [&] {
            if (condition())
                QApplication::closeAllWindows();
        });
        look.start(10);
        return runWindow(*core, settings, *access).exitCode;
    }
};

} // namespace

class WindowEndTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClosedWindowEndsWell()
    {
        Run run;
        QVERIFY(run.start());

        QCOMPARE(run.closeWhen([] { return true; }), int(ExitOk));
    }

    void aCoreThatHangsIsSaidUntilItAnswers()
    {
        Run run;
        QVERIFY(run.start());
        QSemaphore hangs;
        QTimer::singleShot(0, qApp, [&] {
            QMetaObject::invokeMethod(&run.core->monitor(), [&] { hangs.acquire(); });
        });
        bool wasSaid = false;

        const int code = run.closeWhen([&] {
            const bool isSaid = lastNotice().contains(QStringLiteral("does not answer"));
            if (isSaid && !std::exchange(wasSaid, true))
                hangs.release();
            return wasSaid && !isSaid;
        });

        QVERIFY(wasSaid);
        QCOMPARE(code, int(ExitOk));
    }

    void afterABrokenInvariantItEndsBadly()
    {
        Run run;
        QVERIFY(run.start());
        auto &monitor = run.core->monitor();
        // Once the window runs: its first question for health is before this, the next is the
        // monitor's own.
        QTimer::singleShot(0, qApp, [&monitor] {
            QMetaObject::invokeMethod(&monitor, [&monitor] {
                monitor.askLedger([isBroken = false]() mutable {
                    base::ensure(std::exchange(isBroken, true), "a test's invariant");
                    return monitor::LedgerHealth{};
                });
            });
        });

        const int code =
            run.closeWhen([] { return lastNotice().contains(QStringLiteral("has stopped")); });

        QCOMPARE(code, int(ExitFailure));
    }
};

QTEST_MAIN(WindowEndTest)
#include "tst_windowend.moc"
