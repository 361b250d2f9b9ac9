// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the core tells of a closed set is said in the window's language; what it is put together
// with stays as it is, and so does what nobody here has written.
#include "catalog.h"

#include "core/monitor/healthrules.h"
#include "gui/format/toldtext.h"
#include "gui/language/translation.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

const QString Label = QStringLiteral("Hedge %2 & Söhne");

domain::AccountHealth accountIn(domain::FeedState state, char last)
{
    domain::AccountHealth account;
    account.account = *domain::Address::parse("0x" + std::string(39, '0') + last);
    account.label = Label.toStdString();
    account.feedState = state;
    return account;
}

// Everything that can be wrong is.
domain::HealthView everyTrouble()
{
    using domain::FeedState;
    domain::HealthView health;
    monitor::HealthFacts facts;
    facts.isRunning = true;
    char last = '1';
    for (const FeedState state :
         {FeedState::Offline, FeedState::Syncing, FeedState::Suspect, FeedState::Stale}) {
        auto account = accountIn(state, last++);
        account.openDiscrepancies = last - '0';
        health.accounts.push_back(account);
        facts.unreadEquity.insert(account.account);
        facts.unlistedSlices.insert(account.account);
    }
    auto compared = accountIn(FeedState::Live, last++);
    compared.lastReconciliation = base::fromUnixMilliseconds(1'795'435'200'000);
    const auto never = accountIn(FeedState::Live, last++);
    for (const auto &account : {compared, never}) {
        health.accounts.push_back(account);
        facts.uncompared.insert(account.account);
    }
    facts.silentCoins = {"BTC", "ETH"};
    facts.guessedCoins = {"A", "B", "C", "D", "E", "F", "G"};
    facts.wereFramesRejected = facts.isAuditRefusing = facts.isAuditLate = true;
    facts.ledgerTrouble = "disk I/O error";
    monitor::judgeHealth(health, facts);
    return health;
}

QStringList sentencesIn(const QString &source, const QString &pattern)
{
    QFile file(QDir(catalogDirectory()).filePath(QStringLiteral("../../") + source));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList found;
    const QString text = QString::fromUtf8(file.readAll());
    for (auto all = QRegularExpression(pattern).globalMatch(text); all.hasNext();)
        found += all.next().captured(1);
    return found;
}

} // namespace

class ToldTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_translation.speak(Language::German); }

    void everyReasonOfTheHealthIsSaidInGerman()
    {
        const domain::HealthView health = everyTrouble();
        QVERIFY(health.reasons.size() >= 20);

        for (const std::string &reason : health.reasons) {
            const QString english = QString::fromStdString(reason);
            const QString german = toldText(reason);

            QVERIFY2(toldIfKnown(english), qPrintable(english));
            QVERIFY2(german != english, qPrintable(german));
            QCOMPARE(german.contains(Label), english.contains(Label));
        }
    }

    void everyReasonOfAComparisonIsSaidInGerman()
    {
        QStringList reasons = sentencesIn(QStringLiteral("core/sync/fieldcomparison.cpp"),
                                          QStringLiteral("\"([a-z][^\"\\n]* [^\"\\n]*)\""));
        reasons += sentencesIn(QStringLiteral("core/monitor/reconciliationlog.cpp"),
                               QStringLiteral("reason = \"([^\"\\n]+)\""));
        QVERIFY(reasons.size() >= 11);

        for (const QString &english : std::as_const(reasons))
            QVERIFY2(toldText(english) != english, qPrintable(english));
    }

    void whatItIsPutTogetherWithStays()
    {
        QCOMPARE(toldText(QStringLiteral("no mark price has come for 30 s of BTC, ETH and 3 more")),
                 QStringLiteral("seit 30 s kam kein Mark-Preis für BTC, ETH und 3 weitere"));
        QCOMPARE(toldText(QStringLiteral("%2 is catching up with the exchange")),
                 QStringLiteral("%2 lädt von der Börse nach"));
        QCOMPARE(toldText(QStringLiteral("Main has 1 open discrepancies")),
                 QStringLiteral("Main hat 1 offene Abweichung"));
        QCOMPARE(toldText(QStringLiteral("answers: too many wrong tokens")),
                 QStringLiteral("antwortet: zu viele falsche Tokens"));
        QCOMPARE(toldText(QStringLiteral("ledger: disk I/O error")),
                 QStringLiteral("Ledger: disk I/O error"));
    }

    void whatNobodyHereHasWrittenStays()
    {
        for (const char *foreign : {"", "%1", "Main", "is catching up with the exchange",
                                    "insufficient margin", "Main has many open discrepancies"})
            QCOMPARE(toldText(QString::fromLatin1(foreign)), QString::fromLatin1(foreign));
    }

    void anEnglishWindowSaysWhatWasTold()
    {
        m_translation.speak(Language::English);

        QCOMPARE(toldText(QStringLiteral("Main is catching up with the exchange")),
                 QStringLiteral("Main is catching up with the exchange"));
        QCOMPARE(toldText(QStringLiteral("Main has 1 open discrepancies")),
                 QStringLiteral("Main has 1 open discrepancy"));
    }

private:
    Translation m_translation;
};

QTEST_GUILESS_MAIN(ToldTextTest)
#include "tst_toldtext.moc"
