// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of the log come from any thread, bounded, without a reader being waited for; the panel
// shows them by level, tells whose they are, and no amount while amounts are hidden.
#include "windowbench.h"

#include "gui/log/logpanel.h"
#include "gui/privacy.h"
#include "gui/views/elidedlabel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QGuiApplication>
#include <QToolButton>

#include <thread>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct LogBench
{
    explicit LogBench(const QString &elsewhere = {})
        : panel(theme, &tail, elsewhere, QTimeZone::utc())
    {
        panel.setPrivacy(privacy);
        panel.resize(900, 300);
    }

    void log(LogLevel level, const char *words) { tail.add(Noon, level, words); }

    QStringList shown() const
    {
        const QAbstractItemModel &rows = *panel.findChild<DataTable *>()->model();
        QStringList words;
        for (int row = 0; row < rows.rowCount(); ++row)
            words += rows.index(row, static_cast<int>(LogColumn::Words)).data().toString();
        return words;
    }

    void press(const char *text)
    {
        for (QToolButton *button : panel.findChildren<QToolButton *>()) {
            if (button->text() == QLatin1String(text))
                button->click();
        }
    }

    QWidget window;
    Theme theme{window};
    LogTail tail;
    Privacy privacy;
    LogPanel panel;
};

} // namespace

class LogPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void handsOutWhatIsBehindALine();
    void keepsTheLatestLinesOnly();
    void cutsALineWithoutAnEnd();
    void takesLinesFromSeveralThreads();
    void showsTheNewestFirst();
    void aLineOfAnotherDayIsShownWithItsDate();
    void looksForLinesWhileItIsSeen();
    void showsWhatIsGraveEnough();
    void clearsItselfAndGoesOn();
    void copiesTheChosenLinesOrAll();
    void hidesNumbersThatMayBeAmounts_data();
    void hidesNumbersThatMayBeAmounts();
    void tellsAndCopiesNoAmountWhileTheyAreHidden();
    void saysWhoseLinesTheyAre();
    void isCalledForByItsNameAndComesToTheFront();
};

void LogPanelTest::handsOutWhatIsBehindALine()
{
    LogTail tail;
    QVERIFY(tail.behind(0).empty());
    tail.add(Noon, LogLevel::Info, "one");
    tail.add(Noon, LogLevel::Error, "two");

    QCOMPARE(tail.behind(0).size(), std::size_t{2});
    const LogLine second{2, Noon, LogLevel::Error, QStringLiteral("two")};
    QVERIFY(tail.behind(1) == std::vector{second});
    QVERIFY(tail.behind(2).empty());
    QVERIFY(tail.behind(99).empty()); // of another run
}

void LogPanelTest::keepsTheLatestLinesOnly()
{
    LogTail tail;
    const std::size_t more = limits::LogLines + 7;
    for (std::size_t i = 0; i < more; ++i)
        tail.add(Noon, LogLevel::Info, "line");

    const auto lines = tail.behind(3);

    QCOMPARE(lines.size(), limits::LogLines);
    QCOMPARE(lines.back().number, std::uint64_t{more});
}

void LogPanelTest::cutsALineWithoutAnEnd()
{
    LogTail tail;
    tail.add(Noon, LogLevel::Info, std::string(limits::LogLineBytes * 10, 'x'));

    const QString words = tail.behind(0).front().words;

    QVERIFY(words.endsWith(QStringLiteral("x…")));
    QCOMPARE(words.size(), static_cast<qsizetype>(limits::LogLineBytes) + 1);
}

void LogPanelTest::takesLinesFromSeveralThreads()
{
    LogTail tail;
    const auto work = [&tail] {
        for (int i = 0; i < 200; ++i)
            tail.add(Noon, LogLevel::Info, "line");
    };
    std::thread one(work);
    std::thread two(work);
    std::uint64_t seen = 0;
    std::size_t count = 0;
    while (count < 400) {
        for (const LogLine &line : tail.behind(seen)) {
            QCOMPARE(line.number, seen + 1);
            seen = line.number;
            ++count;
        }
    }
    one.join();
    two.join();
    QCOMPARE(seen, std::uint64_t{400});
}

void LogPanelTest::showsTheNewestFirst()
{
    LogBench bench;
    new QAbstractItemModelTester(bench.panel.findChild<LogModel *>(),
                                 QAbstractItemModelTester::FailureReportingMode::Fatal,
                                 &bench.panel);
    bench.log(LogLevel::Info, "first");
    bench.log(LogLevel::Warning, "second");
    bench.panel.show();

    QCOMPARE(bench.shown(), (QStringList{QStringLiteral("second"), QStringLiteral("first")}));
    for (std::size_t i = 0; i < limits::LogLines; ++i)
        bench.log(LogLevel::Info, "more");
    QTRY_COMPARE(bench.shown().first(), QStringLiteral("more"));
    QCOMPARE(bench.shown().size(), static_cast<qsizetype>(limits::LogLines));
    QVERIFY(!bench.shown().contains(QStringLiteral("first")));
}

void LogPanelTest::aLineOfAnotherDayIsShownWithItsDate()
{
    LogBench bench;
    bench.log(LogLevel::Info, "of the day before");
    bench.panel.setNow(Noon);
    bench.panel.show();
    const QAbstractItemModel &rows = *bench.panel.findChild<DataTable *>()->model();
    const auto time = [&] { return rows.index(0, static_cast<int>(LogColumn::Time)).data(); };
    QCOMPARE(time(), QVariant(QStringLiteral("12:00:00")));

    bench.panel.setNow(Noon + std::chrono::hours(12));

    QCOMPARE(time(), QVariant(QStringLiteral("11-23 12:00")));
}

void LogPanelTest::looksForLinesWhileItIsSeen()
{
    LogBench bench;
    bench.log(LogLevel::Info, "before");
    QVERIFY(bench.shown().isEmpty()); // nobody looks
    bench.panel.show();
    QCOMPARE(bench.shown(), QStringList{QStringLiteral("before")});

    bench.log(LogLevel::Info, "meanwhile");

    QTRY_COMPARE(bench.shown().size(), 2);
}

void LogPanelTest::showsWhatIsGraveEnough()
{
    LogBench bench;
    for (const auto level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
        bench.log(level, qPrintable(levelText(level)));
    bench.panel.show();
    auto &least = *bench.panel.findChild<QComboBox *>();

    least.setCurrentText(QStringLiteral("Warnings and errors"));
    QCOMPARE(bench.shown(), (QStringList{QStringLiteral("error"), QStringLiteral("warning")}));
    least.setCurrentText(QStringLiteral("Errors"));
    QCOMPARE(bench.shown(), QStringList{QStringLiteral("error")});
    least.setCurrentText(QStringLiteral("Every level"));
    QCOMPARE(bench.shown().size(), 4);
}

void LogPanelTest::clearsItselfAndGoesOn()
{
    LogBench bench;
    bench.log(LogLevel::Info, "old");
    bench.panel.show();

    bench.press("Clear");
    QVERIFY(bench.shown().isEmpty());
    bench.log(LogLevel::Info, "new");

    QTRY_COMPARE(bench.shown(), QStringList{QStringLiteral("new")});
}

void LogPanelTest::copiesTheChosenLinesOrAll()
{
    LogBench bench;
    bench.log(LogLevel::Info, "first");
    bench.log(LogLevel::Debug, "second");
    bench.log(LogLevel::Error, "third");
    bench.panel.show();
    bench.panel.findChild<QComboBox *>()->setCurrentText(QStringLiteral("Info and worse"));

    bench.press("Copy");
    const QStringList all =
        QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(all.size(), 2);
    QVERIFY(all[0].endsWith(QStringLiteral("\tinfo\tfirst")));
    QVERIFY(all[1].endsWith(QStringLiteral("\terror\tthird")));

    bench.panel.findChild<DataTable *>()->selectRow(0);
    bench.press("Copy");
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(QStringLiteral("\terror\tthird\n")));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QStringLiteral("first")));
}

void LogPanelTest::hidesNumbersThatMayBeAmounts_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("hidden");
    const auto row = [](const char *words, const char *hidden) {
        QTest::newRow(words) << QString::fromUtf8(words) << QString::fromUtf8(hidden);
    };
    row("the balance was 123.45 before this fill, held was 7.",
        "the balance was ••• before this fill, held was •••.");
    row("off by -0.000001 USD", "off by ••• USD");
    row("off by −12,345.6", "off by •••");
    row("(5)", "(•••)");
    row("{\"sz\":\"5.5\",\"px\":61234}", "{\"sz\":\"•••\",\"px\":•••}");
    row("size=15", "size=•••");
    row("the payment of 2026-11-23T14:18:05.120Z was not booked",
        "the payment of 2026-11-23T14:18:05.120Z was not booked");
    row("0x1234…abcd", "0x1234…abcd");
    row("HTTP/1.1 kPEPE2", "HTTP/••• kPEPE2");
    row("listening on http://127.0.0.1:8000", "listening on http://127.0.0.1:8000");
    row("size 12.5: too small", "size •••: too small");
    row("12.5USDC, 1.5e3 and 300ms", "•••USDC, ••• and •••ms");
    row("at 12:30:01", "at 12:30:01");
    row("no number", "no number");
}

void LogPanelTest::hidesNumbersThatMayBeAmounts()
{
    QFETCH(QString, words);
    QFETCH(QString, hidden);

    QCOMPARE(withoutAmounts(words), hidden);
}

void LogPanelTest::tellsAndCopiesNoAmountWhileTheyAreHidden()
{
    LogBench bench;
    bench.log(LogLevel::Warning, "the balance was 73819.46");
    bench.panel.show();
    const QAbstractItemModel &rows = *bench.panel.findChild<DataTable *>()->model();
    const auto told = [&] {
        QString text;
        for (int column = 0; column < LogColumnCount; ++column) {
            for (int role = 0; role < Qt::UserRole + 20; ++role)
                text += rows.index(0, column).data(role).toString();
        }
        bench.press("Copy");
        return text + QGuiApplication::clipboard()->text();
    };
    QVERIFY(told().contains(QStringLiteral("73819.46")));

    bench.privacy.setHidden(true);

    QVERIFY2(!told().contains(QStringLiteral("73819")), qPrintable(told()));
    QCOMPARE(bench.shown(), QStringList{QStringLiteral("the balance was •••")});
}

void LogPanelTest::saysWhoseLinesTheyAre()
{
    LogBench own;
    LogBench remote(QStringLiteral("https://there:8000"));
    const auto note = [](const LogBench &bench) {
        return bench.panel.findChild<ElidedLabel *>()->line();
    };

    QVERIFY2(note(own).contains(QStringLiteral("of this run")), qPrintable(note(own)));
    QVERIFY2(note(remote).contains(QStringLiteral("not of the monitor at https://there:8000")),
             qPrintable(note(remote)));
}

void LogPanelTest::isCalledForByItsNameAndComesToTheFront()
{
    base::ManualClock clock(Noon);
    FakeSource source({watched(1, "Main")}, domain::RunMode::Demo);
    LogTail tail;
    tail.add(Noon, LogLevel::Warning, "the feed was lost");
    MainWindowOptions options;
    options.log = &tail;
    MainWindow window(source, clock, options);
    window.show();
    auto *dock = window.findChild<QDockWidget *>(QStringLiteral("log"));
    auto *panel = window.findChild<LogPanel *>();
    QVERIFY(dock->isHidden());

    dock->toggleViewAction()->trigger();

    QTRY_VERIFY(!panel->visibleRegion().isEmpty());
    QCOMPARE(panel->findChild<DataTable *>()->model()->rowCount(), 1);
}

QTEST_MAIN(LogPanelTest)
#include "tst_logpanel.moc"
