// SPDX-License-Identifier: GPL-3.0-or-later
// The check of a whole trail finds every single edit, and names the first bad line.
#include "core/audit/chain.h"
#include "core/audit/trailfiles.h"
#include "core/audit/verify.h"
#include "tests/core/audit/trailfixture.h"

#include <QFile>
#include <QtTest>

#include <zlib.h>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

std::string verdict(const TrailFixture &trail)
{
    const auto report = audit::verifyTrail(trail.path());
    return report ? report->text() : "error: " + report.error().message;
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text += line + '\n';
    return text;
}

const std::string NotComplete = "audit-2026-11-24.jsonl line 3: the line is not complete";

void compress(const std::string &path)
{
    const std::string bytes = readFile(path);
    gzFile file = gzopen((path + ".gz").c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
    QFile::remove(QString::fromStdString(path));
}

// Two days, five lines and three.
struct TwoDays : TrailFixture
{
    TwoDays()
    {
        write(5);
        clock.advance(std::chrono::hours{24});
        write(3);
    }
    std::string yesterday() const { return file(); }
    std::string today() const { return file("2026-11-24"); }
};

} // namespace

class AuditVerifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodTrailIsOkWithItsLinesAndHead()
    {
        TwoDays trail;

        const auto report = audit::verifyTrail(trail.path()).value();

        QVERIFY(report.isGood);
        QCOMPARE(report.text(), "OK 8 lines, seq=8, head=" + report.head.hash);
        QVERIFY(linesOf(readFile(trail.today())).back().ends_with(report.head.hash + "\"}"));
    }

    void aDirectoryThatIsNotThereIsAnError()
    {
        TrailFixture trail;

        const auto report = audit::verifyTrail(trail.path());

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::NotFound);
    }

    void everyFlippedByteIsFound()
    {
        TrailFixture trail;
        trail.write(100);
        const std::string bytes = readFile(trail.file());
        const auto lines = linesOf(bytes);
        std::vector<std::string> edited = lines;
        audit::Head head = audit::emptyHead();
        std::size_t found = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (std::size_t at = 0; at < lines[i].size(); ++at) {
                std::string line = lines[i];
                line[at] = static_cast<char>(line[at] ^ 1);
                found += audit::checkLink(line, head) ? 0 : 1;
            }
            head = audit::checkLink(lines[i], head).value();
        }

        QCOMPARE(found, bytes.size() - lines.size()); // all but the newlines
    }

    void aFlippedByteIsNamedWithItsLine()
    {
        TrailFixture trail;
        trail.write(100);
        std::string bytes = readFile(trail.file());
        bytes[bytes.find("\"seq\":50,") + 20] ^= 1;
        writeFile(trail.file(), bytes);

        QCOMPARE(verdict(trail), std::string("audit-2026-11-23.jsonl line 50: hash mismatch"));
    }

    void everyFlippedNewlineIsFound()
    {
        TrailFixture trail;
        trail.write(5);
        const std::string bytes = readFile(trail.file());
        for (std::size_t at = bytes.find('\n'); at != std::string::npos;
             at = bytes.find('\n', at + 1)) {
            std::string edited = bytes;
            edited[at] = ' ';
            writeFile(trail.file(), edited);
            QVERIFY(!verdict(trail).starts_with("OK"));
        }
    }

    void aRemovedSwappedOrInsertedLineIsFound()
    {
        TrailFixture trail;
        trail.write(6);
        const auto lines = linesOf(readFile(trail.file()));
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
            auto removed = lines;
            removed.erase(removed.begin() + static_cast<std::ptrdiff_t>(i));
            writeFile(trail.file(), joined(removed));
            QVERIFY(!verdict(trail).starts_with("OK"));

            auto swapped = lines;
            std::swap(swapped[i], swapped[i + 1]);
            writeFile(trail.file(), joined(swapped));
            QVERIFY(!verdict(trail).starts_with("OK"));

            auto inserted = lines;
            inserted.insert(inserted.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
            writeFile(trail.file(), joined(inserted));
            QVERIFY(!verdict(trail).starts_with("OK"));
        }
    }

    void aLineWithARecomputedHashStillBreaksTheChain()
    {
        TrailFixture trail;
        trail.write(5);
        auto lines = linesOf(readFile(trail.file()));
        audit::Head head = audit::checkLink(lines[0], audit::emptyHead()).value();
        std::string forged = audit::seal(R"({"type":"fill","quantity":"9"})", head);
        forged.pop_back();
        lines[1] = forged;
        writeFile(trail.file(), joined(lines));

        QCOMPARE(verdict(trail),
                 std::string("audit-2026-11-23.jsonl line 3: does not continue the line before "
                             "(prev differs)"));
    }

    void theLastLineOfYesterdayDeletedIsFound()
    {
        TwoDays trail;
        auto lines = linesOf(readFile(trail.yesterday()));
        lines.pop_back();
        writeFile(trail.yesterday(), joined(lines));

        QCOMPARE(verdict(trail),
                 std::string("audit-2026-11-24.jsonl line 1: seq 5 expected, 6 found"));
    }

    void aCutOffLastLineIsFound()
    {
        TwoDays trail;
        const std::string bytes = readFile(trail.today());
        const auto lines = linesOf(bytes);
        const std::string before = joined({lines[0], lines[1]});
        const std::string whole =
            ": its write was cut off or goes on now; before it 7 lines are whole, seq=7, head=" +
            lines[1].substr(lines[1].size() - 66, 64);

        for (const std::size_t kept : {std::size_t{1}, std::size_t{9}, lines[2].size()}) {
            writeFile(trail.today(), before + lines[2].substr(0, kept));
            QVERIFY(!audit::verifyTrail(trail.path())->isGood);
            QCOMPARE(verdict(trail), NotComplete + whole);
        }
    }

    // Nothing of ours ends like these, however it was interrupted.
    void anEndThatIsNoCutOffLineIsNotCalledOne()
    {
        TwoDays trail;
        const auto lines = linesOf(readFile(trail.today()));
        const std::string before = joined({lines[0], lines[1]});
        for (const std::string &end :
             {lines[1].substr(0, 60), std::string("x"), std::string("{\"seq\":80,"),
              std::string(600, '\0'), lines[2].substr(0, 60) + "\nx"}) {
            writeFile(trail.today(), before + end);
            QVERIFY(!audit::verifyTrail(trail.path())->isCutOff);
        }
        writeFile(trail.today(), before + lines[2].substr(0, 60));
        writeFile(trail.file("2026-11-25"), lines[2] + '\n');
        QVERIFY(!audit::verifyTrail(trail.path())->isCutOff);
        QCOMPARE(verdict(trail), NotComplete);
    }

    void aRemovedFirstDayNeedsItsBaseRecord()
    {
        TwoDays trail;
        audit::Head last = audit::emptyHead();
        for (const std::string &line : linesOf(readFile(trail.yesterday())))
            last = audit::checkLink(line, last).value();
        QVERIFY(QFile::remove(QString::fromStdString(trail.yesterday())));
        QCOMPARE(verdict(trail),
                 std::string("audit-2026-11-24.jsonl line 1: seq 1 expected, 6 found"));

        const std::string base = trail.path() + "/" + std::string(audit::BaseRecordName);
        writeFile(base, audit::baseRecordText(last));

        QVERIFY(verdict(trail).starts_with("OK 3 lines, seq=8"));
        writeFile(base, "{\"base\":true}");
        QVERIFY(verdict(trail).starts_with("error"));
    }

    void aCompressedDayIsReadToo()
    {
        TwoDays trail;
        const std::string plain = verdict(trail);

        compress(trail.yesterday());

        QCOMPARE(verdict(trail), plain);
        trail.write(1);
        QVERIFY(verdict(trail).starts_with("OK 9 lines"));
    }

    void aDamagedCompressedDayIsFound()
    {
        TwoDays trail;
        compress(trail.yesterday());
        const std::string path = trail.yesterday() + ".gz";
        const std::string bytes = readFile(path);
        writeFile(path, bytes.substr(0, bytes.size() / 2));

        QVERIFY(!verdict(trail).starts_with("OK"));
    }

    void garbageInPlaceOfATrailIsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("zeros") << QByteArray(5000, '\0');
        QTest::newRow("no newline, longer than any line") << QByteArray(200'000, 'x');
        QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n");
        QTest::newRow("empty line") << QByteArray("\n");
    }
    void garbageInPlaceOfATrailIsFound()
    {
        QFETCH(QByteArray, bytes);
        TrailFixture trail;
        trail.write(0);
        writeFile(trail.file(), bytes.toStdString());

        QVERIFY(verdict(trail).starts_with("audit-2026-11-23.jsonl line 1: "));
    }
};

QTEST_APPLESS_MAIN(AuditVerifyTest)
#include "tst_auditverify.moc"
