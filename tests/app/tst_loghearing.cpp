// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever hears the log is told its lines as they are written: with their gravity, addresses
// shortened, and never on the thread that logs.
#include "app/logging.h"
#include "core/base/logging.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <thread>
#include <vector>

using namespace lpm;

namespace {

struct Heard
{
    base::LogLevel level;
    std::string line;
    std::thread::id by;
};

struct Ear
{
    app::LogHearer hearer()
    {
        return [this](base::Timestamp, base::LogLevel level, std::string_view line) {
            const std::lock_guard lock(mutex);
            heard.push_back({level, std::string(line), std::this_thread::get_id()});
        };
    }

    std::vector<Heard> take()
    {
        const std::lock_guard lock(mutex);
        return heard;
    }

    std::mutex mutex;
    std::vector<Heard> heard;
};

} // namespace

class LogHearingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hearsLinesWithTheirGravity()
    {
        const QTemporaryDir directory;
        Ear ear;
        {
            const auto logging = app::Logging::start(directory.path().toStdString(), "info", false,
                                                     ear.hearer());
            QVERIFY(logging.has_value());
            qCDebug(base::logApp) << "too small to be logged";
            qCInfo(base::logApp).noquote() << "hello";
            qCWarning(base::logSync).noquote()
                << "of 0x0123456789abcdef0123456789abcdef01234567";
            qCCritical(base::logMonitor).noquote() << "two\nlines";
        } // what waits is written

        const auto heard = ear.take();
        QCOMPARE(heard.size(), std::size_t{3});
        QVERIFY(heard[0].level == base::LogLevel::Info);
        QCOMPARE(heard[0].line, std::string("lpm.app: hello"));
        QVERIFY(heard[1].level == base::LogLevel::Warning);
        QCOMPARE(heard[1].line, std::string("lpm.sync: of 0x0123…4567"));
        QVERIFY(heard[2].level == base::LogLevel::Error);
        QCOMPARE(heard[2].line, std::string("lpm.monitor: two\\x0alines"));
    }

    // One that is slow holds up the log's own thread, and nobody else.
    void whoLogsWaitsForNoHearer()
    {
        const QTemporaryDir directory;
        std::mutex door;
        Ear ear;
        const auto slow = [&, hearer = ear.hearer()](base::Timestamp time, base::LogLevel level,
                                                     std::string_view line) {
            const std::lock_guard waits(door);
            hearer(time, level, line);
        };
        const auto logging =
            app::Logging::start(directory.path().toStdString(), "info", false, slow);
        QVERIFY(logging.has_value());
        std::unique_lock closed(door);

        for (int i = 0; i < 10; ++i)
            qCInfo(base::logApp) << i; // would never come back
        QVERIFY(ear.take().empty());
        closed.unlock();

        QTRY_COMPARE(ear.take().size(), std::size_t{10});
        QVERIFY(ear.take().front().by != std::this_thread::get_id());
    }
};

QTEST_GUILESS_MAIN(LogHearingTest)
#include "tst_loghearing.moc"
