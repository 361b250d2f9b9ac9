// SPDX-License-Identifier: GPL-3.0-or-later
// How the equity of an account elsewhere was: exact, its own, or nothing.
#include "attachment.h"
#include "gui/remote/readupdates.h"

#include <QJsonArray>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

domain::EquitySample sampleOf(int account)
{
    domain::EquitySample sample;
    sample.account = accountOf(account);
    sample.time = server::testing::instant("2025-02-11T17:29:00Z");
    sample.equity = decimal("1000.000001");
    sample.realizedPnl = decimal("-1.5");
    return sample;
}

QJsonObject equityOf(int account, const QJsonObject &point)
{
    return {{QStringLiteral("account"), QString::fromStdString(accountOf(account).text())},
            {QStringLiteral("points"), QJsonArray{point}}};
}

} // namespace

class RemoteEquityTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePastIsReadWhenAskedFor()
    {
        RemoteMonitor monitor;
        monitor.backend.past.keptEquity = {sampleOf(1)};
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        domain::EquityPastPtr past;
        connect(&there.source, &DashboardSource::equityRead, this,
                [&past](const domain::EquityPastPtr &read) { past = read; });

        there.source.askEquity(accountOf(1), std::nullopt);

        QTRY_VERIFY(past);
        QVERIFY(*past == domain::EquityPast{sampleOf(1)});
    }

    void thePastIsReadUpToATime()
    {
        RemoteMonitor monitor;
        domain::EquitySample older = sampleOf(1);
        older.time -= std::chrono::minutes(1);
        monitor.backend.past.keptEquity = {sampleOf(1), older};
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        domain::EquityPastPtr past;
        connect(&there.source, &DashboardSource::equityRead, this,
                [&past](const domain::EquityPastPtr &read) { past = read; });

        there.source.askEquity(accountOf(1), sampleOf(1).time - base::Milliseconds(1));

        QTRY_VERIFY(past);
        QVERIFY(*past == domain::EquityPast{older});
    }

    void anotherAccountsPastIsRefused()
    {
        QVERIFY(!readEquity(equityOf(2, {}), accountOf(1)).has_value());
    }

    void aPointThatIsWrongIsRefused()
    {
        const QJsonObject right{
            {QStringLiteral("timestamp"), QStringLiteral("2025-02-11T17:29:00.000Z")},
            {QStringLiteral("equity"), QJsonValue::Null},
            {QStringLiteral("unrealized_pnl"), QJsonValue::Null},
            {QStringLiteral("realized_pnl"), QStringLiteral("0")},
            {QStringLiteral("fees"), QJsonValue::Null},
            {QStringLiteral("funding"), QStringLiteral("0")}};
        const auto read = readEquity(equityOf(1, right), accountOf(1));
        QVERIFY(read.has_value());
        QVERIFY(!read->front().equity && !read->front().fees);

        for (const QString &key : right.keys()) {
            QJsonObject wrong = right;
            wrong.insert(key, 17); // a number is none of them
            QVERIFY2(!readEquity(equityOf(1, wrong), accountOf(1)).has_value(), qPrintable(key));
            wrong.remove(key);
            QVERIFY2(!readEquity(equityOf(1, wrong), accountOf(1)).has_value(), qPrintable(key));
        }
    }
};

QTEST_GUILESS_MAIN(RemoteEquityTest)
#include "tst_remoteequity.moc"
