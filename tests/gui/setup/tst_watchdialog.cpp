// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of an address while it is typed, and what is kept of it.
#include "fakesetup.h"

#include "gui/setup/watchdialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace lpm::gui;
using namespace lpm::gui::testing;
using Kind = AccountStanding::Kind;

namespace {

const QString Good = QStringLiteral("0x") + QString(40, QLatin1Char('a'));

struct DialogBench
{
    explicit DialogBench(std::optional<QString> exchange = {})
    {
        setup.exchange = std::move(exchange);
        dialog = std::make_unique<WatchDialog>(setup);
    }

    QLineEdit &address() const { return *dialog->findChildren<QLineEdit *>().at(0); }
    QLineEdit &label() const { return *dialog->findChildren<QLineEdit *>().at(1); }
    QComboBox &network() const { return *dialog->findChild<QComboBox *>(); }
    QPushButton &watch() const
    {
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("&Watch"))
                return *button;
        }
        qFatal("no button");
    }
    bool isAsked() const { return static_cast<bool>(setup.waiting); }

    FakeSetup setup;
    std::unique_ptr<WatchDialog> dialog;
};

} // namespace

class WatchDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingCanBeWatchedBeforeAnAddressIsThere()
    {
        const DialogBench bench;

        QVERIFY(!bench.watch().isEnabled());
        QVERIFY(bench.dialog->sentence().contains(QStringLiteral("40 hexadecimal digits")));
    }

    void aWrongAddressIsSaidAndNobodyIsAsked()
    {
        const DialogBench bench;

        QTest::keyClicks(&bench.address(), QStringLiteral("0x123"));

        QCOMPARE(bench.dialog->sentence(), QStringLiteral("expected 0x and 40 hex digits"));
        QVERIFY(!bench.watch().isEnabled());
        QVERIFY(bench.setup.asked.isEmpty());
    }

    void aGoodAddressIsAskedAboutOnceTypingPauses()
    {
        const DialogBench bench;

        QTest::keyClicks(&bench.address(), Good);

        QTRY_VERIFY(bench.isAsked());
        QCOMPARE(bench.setup.asked, QStringList{QStringLiteral("mainnet ") + Good});
    }

    void theOtherNetworkIsAskedAnew()
    {
        const DialogBench bench;
        bench.address().setText(Good);
        QTRY_VERIFY(bench.isAsked());

        bench.network().setCurrentIndex(1);

        QVERIFY(!bench.isAsked()); // the answer of the first one would be taken for the second's
        QTRY_VERIFY(bench.isAsked());
        QCOMPARE(bench.setup.asked.last(), QStringLiteral("testnet ") + Good);
    }

    void blanksAroundAPastedAddressDoNoHarm()
    {
        const DialogBench bench;

        bench.address().setText(QStringLiteral("  %1\t").arg(Good));
        QTest::mouseClick(&bench.watch(), Qt::LeftButton);

        QCOMPARE(bench.setup.watched.size(), 1U);
        QCOMPARE(bench.setup.watched[0].address, Good);
    }

    void whatTheExchangeSaysIsShown_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("active") << int(Kind::Active) << QString() << "knows this account";
        QTest::newRow("agent") << int(Kind::Agent) << "0xMASTER" << "watched: 0xMASTER";
        QTest::newRow("unused") << int(Kind::Unused) << QString() << "never seen any activity";
        QTest::newRow("no answer") << int(Kind::Unanswered) << "timed out"
                                   << "could not be asked about it: timed out";
    }

    void whatTheExchangeSaysIsShown()
    {
        QFETCH(int, kind);
        QFETCH(QString, text);
        QFETCH(QString, said);
        const DialogBench bench;
        bench.address().setText(Good);
        QTRY_VERIFY(bench.isAsked());

        bench.setup.waiting({static_cast<Kind>(kind), text});

        QVERIFY2(bench.dialog->sentence().contains(said), qPrintable(bench.dialog->sentence()));
        QVERIFY(bench.watch().isEnabled());
    }

    void addressNameAndNetworkAreKept()
    {
        const DialogBench bench;
        bench.address().setText(Good);
        bench.label().setText(QStringLiteral(" Main "));
        bench.network().setCurrentIndex(1);

        QTest::mouseClick(&bench.watch(), Qt::LeftButton);

        QCOMPARE(bench.setup.watched.size(), 1U);
        QCOMPARE(bench.setup.watched[0].label, QStringLiteral("Main"));
        QVERIFY(bench.setup.watched[0].isTestnet);
        QCOMPARE(bench.dialog->result(), int(QDialog::Accepted));
    }

    void aRefusalKeepsTheDialogOpenAndSaysWhy()
    {
        DialogBench bench;
        bench.setup.refusal = QStringLiteral("two accounts have the label Main");
        bench.dialog->show();
        bench.address().setText(Good);

        QTest::mouseClick(&bench.watch(), Qt::LeftButton);

        QVERIFY(bench.dialog->isVisible());
        QCOMPARE(bench.dialog->sentence(), bench.setup.refusal);
    }

    void aGivenExchangeLeavesNoChoice()
    {
        const DialogBench bench(QStringLiteral("exchange.example"));

        QVERIFY(!bench.network().isEnabled());
        QCOMPARE(bench.network().currentText(), QStringLiteral("exchange.example"));
    }

    void whatComesAfterItIsClosedReachesNobody()
    {
        DialogBench bench;
        bench.address().setText(Good);
        QTRY_VERIFY(bench.isAsked());

        bench.dialog.reset();

        QVERIFY(!bench.isAsked());
    }
};

QTEST_MAIN(WatchDialogTest)
#include "tst_watchdialog.moc"
