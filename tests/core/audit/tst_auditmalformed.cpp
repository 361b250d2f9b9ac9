// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that hold in the chain and do not say what they must, as another program may write them:
// nothing is made up for what is missing, and the line is named with what is wrong in it.
#include "core/audit/chain.h"
#include "core/audit/lineparser.h"
#include "core/audit/linereader.h"
#include "core/audit/parsedchange.h"
#include "core/audit/recovery.h"
#include "core/audit/verify.h"
#include "tests/core/audit/trailfixture.h"

#include <QDir>
#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

constexpr const char *Account = R"("account":"0x1111111111111111111111111111111111111111")";
constexpr const char *Before =
    R"({"size":"0","entry_notional":"0","entry":"exact","basis":"complete","realized_pnl":"0",)"
    R"("fees":{},"fees_usd":"0","funding":"0","opened_at":null,"net_since_open":null})";
constexpr const char *After =
    R"({"size":"0.1","entry_notional":"5000","entry":"exact","basis":"complete",)"
    R"("realized_pnl":"0","fees":{"USDC":"2"},"fees_usd":"2","funding":"0",)"
    R"("opened_at":"2026-11-23T09:59:59.874Z","net_since_open":"-2"})";
constexpr const char *Start =
    R"({"type":"start","version":"0.1.0","mode":"live","exchange":"api.hyperliquid.xyz"})";

audit::Network mainnet() { return {domain::RunMode::Live, "api.hyperliquid.xyz"}; }

// The members of a fill, with `from` in them put for `to`.
std::string fillWith(std::string_view from = {}, std::string_view to = {})
{
    std::string object = std::string(R"({"type":"fill","symbol":"BTC-USD","side":"buy",)") +
                         R"("quantity":"0.1","price":"50000",)" + Account +
                         R"(,"coin":"BTC","time":"2026-11-23T09:59:59.874Z","tid":1,"oid":2,)" +
                         R"("fee":"2","fee_token":"USDC","closed_pnl":"0","late":true,)" +
                         R"("late_size":"0","late_cash":"1","start_position":"0",)" +
                         R"("taker":true,"builder_fee":"1","before":)" + Before + R"(,"after":)" +
                         After + "}";
    if (!from.empty()) {
        const auto place = object.find(from);
        if (place == std::string::npos)
            qFatal("not in a fill: %s", std::string(from).c_str());
        object.replace(place, from.size(), to);
    }
    return object;
}

std::string fundingWith(const std::string &members)
{
    return std::string(R"({"type":"funding",)") + Account +
           R"(,"coin":"BTC","time":"2026-11-23T10:00:00.000Z",)" + members + R"("before":)" +
           After + R"(,"after":)" + After + "}";
}

// A trail of these lines, whole and chained.
struct OddTrail : TrailFixture
{
    explicit OddTrail(const std::vector<std::string> &objects)
    {
        QVERIFY(QDir().mkpath(QString::fromStdString(path())));
        audit::Head head = audit::emptyHead();
        std::string text;
        for (const std::string &object : objects)
            text += audit::seal(object, head);
        writeFile(file(), text);
        QVERIFY(audit::verifyTrail(path())->isGood);
    }
};

// What the line's change is, as addRecentChanges makes it.
base::Result<std::optional<domain::Change>> changeOf(const std::string &object)
{
    const std::string padded = object + std::string(audit::LineReader::Padding, '\0');
    audit::LineParser parser;
    const auto line = parser.parse(std::string_view(padded).substr(0, object.size()));
    return line ? audit::changeOf(*line) : base::failure(line.error());
}

} // namespace

class AuditMalformedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineThatDoesNotSayWhatItMustIsNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *name, const std::string &line, const char *reason) {
            QTest::newRow(name) << QByteArray::fromStdString(line) << QByteArray(reason);
        };
        const char *noFill = "a fill without its coin, time or side";
        row("no coin", fillWith(R"("coin":"BTC",)"), noFill);
        row("no time", fillWith(R"("time":"2026-11-23T09:59:59.874Z",)"), noFill);
        row("no side", fillWith(R"("side":"buy")", R"("side":"bought")"), noFill);
        const char *noPayment = "a funding payment that is not complete";
        row("no amount", fundingWith(R"("position_size":"1","rate":"1",)"), noPayment);
        row("no size", fundingWith(R"("amount":"1","rate":"1",)"), noPayment);
        row("no rate", fundingWith(R"("amount":"1","position_size":"1",)"), noPayment);
        row("half an address", fillWith("0x1111", "0x11"), "not an account's address");
        row("what is open", fillWith(R"("late_size":"0")", R"("late_size":"x")"),
            "not a decimal: x");
        row("what it cost", fillWith(R"("late_cash":"1")", R"("late_cash":"1e5")"),
            "not a decimal: 1e5");
        const char *noCount = "a count that cannot be";
        row("lost lines", R"({"type":"gap","lost":-1})", noCount);
        row("hours", R"({"type":"funding","samples":2147483648})", noCount);
        row("decimals", R"({"type":"fill","size_decimals":39})", noCount);
        row("a count in a text", R"({"type":"gap","lost":"1"})", "not the JSON expected (");
    }
    void aLineThatDoesNotSayWhatItMustIsNamed()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, reason);
        const OddTrail trail({Start, fillWith(), line.toStdString(), fillWith()});

        const auto recovered = audit::readBack(trail.path(), mainnet());

        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, base::ErrorCode::Corrupt);
        QVERIFY2(recovered.error().message.starts_with(
                     "the audit trail is broken: audit-2026-11-23.jsonl line 3: " +
                     reason.toStdString()),
                 recovered.error().message.c_str());
    }

    void aNewestStateThatIsNotCompleteIsNamedByItsCoin()
    {
        const OddTrail trail({Start, fillWith(R"("size":"0.1",)")});

        const auto recovered = audit::readBack(trail.path(), mainnet());

        QVERIFY(!recovered);
        QCOMPARE(recovered.error().code, base::ErrorCode::Corrupt);
        QCOMPARE(recovered.error().message,
                 std::string("the last state of BTC: a position state is not complete"));
    }

    void onlyAccountsOfTheNetworkAreAskedForTheirState()
    {
        const std::string elsewhere = R"({"type":"start","mode":"testnet","exchange":"other"})";
        const OddTrail trail({elsewhere, fillWith(R"("size":"0.1",)"), Start, fillWith()});

        const auto recovered = audit::readBack(trail.path(), mainnet()).value();

        QCOMPARE(recovered.accounts.at(account(0x11)).positions.at("BTC").state.size,
                 number("0.1"));
    }

    // --- the newest steps --------------------------------------------------------------------

    void aStepThatIsNotWholeIsNoStep_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *name, const std::string &line, const char *reason) {
            QTest::newRow(name) << QByteArray::fromStdString(line) << QByteArray(reason);
        };
        const char *noStates = "a change without its account or states";
        row("no account", fillWith("0x1111", "0x11"), noStates);
        row("half a state before", fillWith(R"("size":"0",)"), noStates);
        row("half a state after", fillWith(R"("size":"0.1",)"), noStates);
        row("fees that are none", fillWith(R"({"USDC":"2"})", "3"), noStates);
        row("an entry that is no word", fillWith(R"("entry":"exact")", R"("entry":1)"), noStates);
        row("a basis that is no word", fillWith(R"("basis":"complete")", R"("basis":{})"),
            noStates);
        row("a fee that is a number", fillWith(R"("fees_usd":"2")", R"("fees_usd":2)"), noStates);
        row("a time that is a number",
            fillWith(R"("opened_at":"2026-11-23T09:59:59.874Z")", R"("opened_at":1)"), noStates);
        row("a day that is none",
            fillWith(R"("opened_at":"2026-11-23)", R"("opened_at":"2026-11-33)"), noStates);
        row("a price", fillWith("50000", "5OOOO"), "not a decimal: 5OOOO");
        row("no fee", fillWith(R"("fee":"2",)"), "not a decimal: ");
        row("the builder's fee", fillWith(R"("builder_fee":"1")", R"("builder_fee":"."  )"),
            "not a decimal: .");
        row("what is open", fillWith(R"("late_cash":"1")", R"("late_cash":"-")"),
            "not a decimal: -");
        row("a payment's rate", fundingWith(R"("amount":"1","position_size":"1","rate":"%",)"),
            "not a decimal: %");
    }
    void aStepThatIsNotWholeIsNoStep()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, reason);

        const auto change = changeOf(line.toStdString());

        QVERIFY(!change);
        QCOMPARE(change.error().code, base::ErrorCode::Corrupt);
        QCOMPARE(QByteArray::fromStdString(change.error().message), reason);
    }

    void whoTookIsNotKnownWhereTheLineDoesNotSayIt()
    {
        const auto told = changeOf(fillWith("\"taker\":true", "\"taker\":false")).value();
        const auto untold = changeOf(fillWith("\"taker\":true,")).value();

        QVERIFY(told->fill->isTaker == false);
        QVERIFY(!untold->fill->isTaker.has_value());
    }

    void aLineThatTellsOfNoStepMakesNone()
    {
        QVERIFY(changeOf(fillWith())->has_value());
        QVERIFY(!changeOf(R"({"type":"reconcile","before":{},"after":{}})")->has_value());
        QVERIFY(!changeOf(fillWith(std::string(R"("before":)") + Before + ","))->has_value());
        QVERIFY(!changeOf(fillWith(std::string(R"(,"after":)") + After))->has_value());
    }

    // A price is not needed to know where a position stands.
    void aStepThatCannotBeMadeAgainLeavesTheStartWithoutSteps()
    {
        const OddTrail trail({Start, fillWith("50000", "5OOOO"), fillWith()});

        const auto recovered = audit::readBack(trail.path(), mainnet()).value();

        const auto &found = recovered.accounts.at(account(0x11));
        QVERIFY(found.recentChanges.empty());
        QCOMPARE(found.positions.at("BTC").state.size, number("0.1"));
        QCOMPARE(found.fills.size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(AuditMalformedTest)
#include "tst_auditmalformed.moc"
