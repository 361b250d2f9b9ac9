// SPDX-License-Identifier: GPL-3.0-or-later
// A reader of the trail sees each line once, while it is being written, and knows when lines that
// were safely written are gone.
#include "core/audit/lineparser.h"
#include "core/audit/linereader.h"
#include "core/audit/trailfollower.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

#include <numeric>

using namespace lpm;
using namespace lpm::audit::testing;
using audit::Checkpoint;
using audit::Head;
using audit::TrailFollower;

namespace {

constexpr std::size_t All = 1'000'000;

struct FollowedTrail : TrailFixture
{
    std::vector<std::uint64_t> seen;

    base::Result<TrailFollower> follower(std::optional<Checkpoint> from = std::nullopt)
    {
        return TrailFollower::open(audit::systemDisk(), path(), std::move(from));
    }
    base::Result<std::size_t> follow(TrailFollower &follower, std::size_t most = All)
    {
        return follower.follow(
            [this](std::string_view, const Head &head) -> base::Result<void> {
                seen.push_back(head.seq);
                return {};
            },
            most);
    }
    bool sawEachOnceUpTo(std::uint64_t last) const
    {
        std::vector<std::uint64_t> all(last);
        std::iota(all.begin(), all.end(), std::uint64_t{1});
        return seen == all;
    }
};

// What an error says, or "" where there is none.
// JSON as a parser wants it; ' stands for ".
class PaddedLine
{
public:
    explicit PaddedLine(QByteArray json)
        : m_text(json.replace('\'', '"').toStdString()), m_size(m_text.size())
    {
        m_text.resize(m_size + audit::LineReader::Padding);
    }
    std::string_view view() const { return std::string_view(m_text).substr(0, m_size); }

private:
    std::string m_text;
    std::size_t m_size;
};

template <class T>
QString sentence(const base::Result<T> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

} // namespace

class TrailFollowerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAbsentTrailHasNoLines()
    {
        FollowedTrail trail;
        auto follower = trail.follower().value();

        QCOMPARE(trail.follow(follower).value(), std::size_t{0});
        QCOMPARE(follower.at().head.seq, std::uint64_t{0});
    }

    void linesAppendedLaterAreSeenLater()
    {
        FollowedTrail trail;
        auto follower = trail.follower().value();
        const auto logger = trail.open().value();
        for (std::uint64_t round = 1; round <= 3; ++round) {
            logger->change(openingFill());
            logger->change(openingFill());

            QCOMPARE(trail.follow(follower).value(), std::size_t{2});
            QVERIFY(trail.sawEachOnceUpTo(2 * round));
            QCOMPARE(follower.at().head, logger->head());
        }
        QCOMPARE(trail.follow(follower).value(), std::size_t{0});
    }

    void noMoreLinesComeThanAreAskedFor()
    {
        FollowedTrail trail;
        trail.write(10);
        auto follower = trail.follower().value();

        QCOMPARE(trail.follow(follower, 4).value(), std::size_t{4});
        QCOMPARE(trail.follow(follower, 4).value(), std::size_t{4});
        QCOMPARE(trail.follow(follower, 4).value(), std::size_t{2});

        QVERIFY(trail.sawEachOnceUpTo(10));
    }

    void theWalkGoesOnOverTheEndsOfDays()
    {
        FollowedTrail trail;
        auto follower = trail.follower().value();
        for (int day = 0; day < 3; ++day) {
            trail.write(3);
            trail.follow(follower, 2).value();
            trail.clock.advance(std::chrono::hours{24});
        }

        trail.follow(follower).value();

        QVERIFY(trail.sawEachOnceUpTo(9));
        QCOMPARE(follower.at().file, std::string("audit-2026-11-25.jsonl"));
    }

    void aLineThatIsBeingWrittenIsSeenWhenItIsWhole()
    {
        FollowedTrail trail;
        trail.write(3);
        const std::string bytes = readFile(trail.file());
        auto follower = trail.follower().value();
        for (const std::size_t cut : {std::size_t{1}, std::size_t{40}, std::size_t{500}}) {
            writeFile(trail.file(), bytes.substr(0, bytes.size() - cut));
            trail.follow(follower).value();
            QVERIFY(trail.sawEachOnceUpTo(2));
        }

        writeFile(trail.file(), bytes);
        trail.follow(follower).value();

        QVERIFY(trail.sawEachOnceUpTo(3));
    }

    void everyLineIsAPlaceToGoOnFrom()
    {
        FollowedTrail trail;
        trail.write(4);
        trail.clock.advance(std::chrono::hours{24});
        trail.write(4);
        for (std::size_t kept = 0; kept <= 8; ++kept) {
            auto first = trail.follower().value();
            trail.seen.clear();
            trail.follow(first, kept).value();

            auto second = trail.follower(first.at()).value();
            trail.follow(second).value();

            QVERIFY(trail.sawEachOnceUpTo(8));
        }
    }

    void aLineTheVisitorRefusesComesAgain()
    {
        FollowedTrail trail;
        trail.write(3);
        auto follower = trail.follower().value();
        const auto refused = follower.follow(
            [](std::string_view, const Head &head) -> base::Result<void> {
                if (head.seq == 2)
                    return base::failure(base::ErrorCode::Io, "not now");
                return {};
            },
            All);
        QCOMPARE(sentence(refused), QStringLiteral("not now"));
        QCOMPARE(follower.at().head.seq, std::uint64_t{1});

        QCOMPARE(trail.follow(follower).value(), std::size_t{2});
        QCOMPARE(trail.seen, (std::vector<std::uint64_t>{2, 3}));
    }

    void whatIsVisitedCanBeParsed()
    {
        FollowedTrail trail;
        trail.write(2);
        auto follower = trail.follower().value();
        audit::LineParser parser;
        const auto done = follower.follow(
            [&](std::string_view text, const Head &head) -> base::Result<void> {
                const auto line = parser.parse(text);
                if (!line)
                    return base::failure(line.error());
                if (line->seq != head.seq || line->type != "fill" || line->price != "50000")
                    return base::failure(base::ErrorCode::Corrupt, "other than written");
                return {};
            },
            All);

        QCOMPARE(sentence(done), QString());
    }

    void escapedKeysAndTextsAreTheSameAsPlainOnes()
    {
        PaddedLine text("{'co\\u0069n':'a\\u0027b\\\\','unknown':{'coin':'x'},'symbol':'\\u0041'}");
        audit::LineParser parser;

        const auto line = parser.parse(text.view());

        QCOMPARE(sentence(line), QString());
        QCOMPARE(line->coin, std::string_view("a'b\\"));
        QCOMPARE(line->symbol, std::string_view("A"));
    }

    void whatIsNoTextIsNotTakenForOne_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("a number") << QByteArray("{'coin':1}");
        QTest::newRow("an object") << QByteArray("{'coin':{}}");
        QTest::newRow("nothing") << QByteArray("{'coin':}");
        QTest::newRow("a quote that stays open") << QByteArray("{'coin':'a}");
        QTest::newRow("two texts") << QByteArray("{'coin':'a' 'b'}");
        QTest::newRow("an escape that is none") << QByteArray("{'coin':'\\x'}");
        QTest::newRow("a key's") << QByteArray("{'co\\xin':'a'}");
        QTest::newRow("a key that stays open") << QByteArray("{'coin");
    }
    void whatIsNoTextIsNotTakenForOne()
    {
        QFETCH(QByteArray, json);
        PaddedLine text(json);
        audit::LineParser parser;

        QVERIFY(!parser.parse(text.view()));
    }

    void aBrokenLineIsNamed()
    {
        FollowedTrail trail;
        trail.write(5);
        std::string bytes = readFile(trail.file());
        bytes[bytes.find("\"seq\":3,") + 30] ^= 1;
        writeFile(trail.file(), bytes);
        auto follower = trail.follower().value();

        const auto followed = trail.follow(follower);

        QVERIFY(sentence(followed).contains(QStringLiteral("hash mismatch")));
        QVERIFY(trail.sawEachOnceUpTo(2));
    }

    void lostLinesAreTruncationAndNotATornEnd_data()
    {
        QTest::addColumn<int>("bytesLeft"); // of the file that was followed to its end; −1: none
        QTest::newRow("the file is gone") << -1;
        QTest::newRow("the file is empty") << 0;
        QTest::newRow("half of it") << 2500;
        QTest::newRow("all but a byte") << -2;
    }
    void lostLinesAreTruncationAndNotATornEnd()
    {
        QFETCH(int, bytesLeft);
        FollowedTrail trail;
        trail.write(5);
        auto follower = trail.follower().value();
        trail.follow(follower).value();
        const std::string bytes = readFile(trail.file());
        if (bytesLeft == -1)
            QVERIFY(QFile::remove(QString::fromStdString(trail.file())));
        else
            writeFile(trail.file(),
                      bytes.substr(0, bytesLeft == -2 ? bytes.size() - 1
                                                      : static_cast<std::size_t>(bytesLeft)));

        const auto again = trail.follow(follower);
        const auto anew = trail.follower(follower.at());
        const auto opened = audit::AuditLogger::open(trail.path(), audit::SyncMode::Interval,
                                                     trail.clock, follower.at());

        QVERIFY(sentence(again).contains(QStringLiteral("audit trail truncated")));
        QVERIFY(sentence(anew).contains(QStringLiteral("audit trail truncated")));
        QVERIFY(sentence(opened).contains(QStringLiteral("audit trail truncated")));
    }

    void aRewrittenLineAtTheCheckpointIsTruncationToo()
    {
        FollowedTrail trail;
        trail.write(5);
        auto follower = trail.follower().value();
        trail.follow(follower).value();
        QVERIFY(QFile::remove(QString::fromStdString(trail.file())));
        trail.clock.advance(std::chrono::milliseconds{1});
        trail.write(5);

        QVERIFY(sentence(trail.follower(follower.at()))
                    .contains(QStringLiteral("audit trail truncated")));
    }

    void onlyWhatIsBehindTheCheckpointIsReadAtStart()
    {
        FollowedTrail trail;
        trail.write(5);
        auto follower = trail.follower().value();
        trail.follow(follower, 3).value();
        std::string bytes = readFile(trail.file());
        const auto flipAt = [&](const char *mark) {
            std::string edited = bytes;
            edited[edited.find(mark) + 30] ^= 1;
            writeFile(trail.file(), edited);
            return audit::AuditLogger::open(trail.path(), audit::SyncMode::Interval, trail.clock,
                                            follower.at());
        };

        QCOMPARE(sentence(flipAt("\"seq\":2,")), QString());
        QVERIFY(sentence(flipAt("\"seq\":4,")).contains(QStringLiteral("hash mismatch")));
    }

    void aTornEndBehindTheCheckpointIsMovedAside()
    {
        FollowedTrail trail;
        trail.write(5);
        auto follower = trail.follower().value();
        trail.follow(follower, 3).value();
        const std::string bytes = readFile(trail.file());
        writeFile(trail.file(), bytes.substr(0, bytes.size() - 10));

        const auto logger = audit::AuditLogger::open(trail.path(), audit::SyncMode::Interval,
                                                     trail.clock, follower.at());

        QCOMPARE(sentence(logger), QString());
        QCOMPARE((*logger)->head().seq, std::uint64_t{5}); // 4, and the line that tells
        trail.follow(follower).value();
        QVERIFY(trail.sawEachOnceUpTo(5));
    }
};

QTEST_APPLESS_MAIN(TrailFollowerTest)
#include "tst_trailfollower.moc"
