// SPDX-License-Identifier: GPL-3.0-or-later
// An address from its text and back; nothing that was typed wrongly is echoed.
#include "core/domain/address.h"

#include <QtTest>

using namespace lpm;
using domain::Address;

class AccountAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnyCaseAndWritesLowerCase()
    {
        const auto lower = Address::parse("0xabcdef0123456789abcdef0123456789abcdef01");
        const auto upper = Address::parse("0XABCDEF0123456789ABCDEF0123456789ABCDEF01");

        QVERIFY(lower && upper);
        QVERIFY(*lower == *upper);
        QCOMPARE(lower->text(), std::string("0xabcdef0123456789abcdef0123456789abcdef01"));
        QCOMPARE(QString::fromStdString(lower->shortText()), QStringLiteral("0xabcd…ef01"));
        QVERIFY(!lower->isZero());
    }

    void refusesAnythingElseWithoutEchoingIt_data()
    {
        QTest::addColumn<QString>("text");
        const QString good = QStringLiteral("0xabcdef0123456789abcdef0123456789abcdef01");
        QTest::newRow("one digit short") << good.chopped(1);
        QTest::newRow("one digit more") << good + QLatin1Char('0');
        QTest::newRow("no prefix") << good.mid(2) + QStringLiteral("00");
        QTest::newRow("not hex") << good.chopped(1) + QLatin1Char('g');
        QTest::newRow("a blank") << good.chopped(1) + QLatin1Char(' ');
        QTest::newRow("a private key") << QStringLiteral("0x") + QString(64, QLatin1Char('7'));
    }
    void refusesAnythingElseWithoutEchoingIt()
    {
        QFETCH(QString, text);

        const auto address = Address::parse(text.toStdString());

        QVERIFY(!address);
        QVERIFY(address.error().message.find(text.toStdString().substr(2, 8))
                == std::string::npos);
    }

    void theDefaultIsTheZeroAddress()
    {
        QVERIFY(Address().isZero());
        QCOMPARE(Address().text(), "0x" + std::string(40, '0'));
    }

    void differentAddressesOrderAndHashApart()
    {
        const Address a = Address::parse("0x" + std::string(40, '1')).value();
        const Address b = Address::parse("0x" + std::string(40, '2')).value();

        QVERIFY(a < b);
        QVERIFY(std::hash<Address>{}(a) != std::hash<Address>{}(b));
    }
};

QTEST_APPLESS_MAIN(AccountAddressTest)
#include "tst_accountaddress.moc"
