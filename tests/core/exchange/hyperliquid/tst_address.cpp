// SPDX-License-Identifier: GPL-3.0-or-later
// Checksums of addresses and the address of a private key.
#include "core/exchange/hyperliquid/address.h"

#include <QTest>

#include <algorithm>

using namespace lpm;
using namespace lpm::exchange::hyperliquid;

namespace {

std::string repeatedDigits()
{
    std::string key = "0x";
    for (int i = 0; i < 64; ++i)
        key += static_cast<char>('0' + i % 10);
    return key;
}

} // namespace

class AddressTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesAddressesOfOneCase_data();
    void takesAddressesOfOneCase();
    void refusesAMistypedChecksum();
    void writesTheChecksum();
    void derivesTheAddressOfAKey_data();
    void derivesTheAddressOfAKey();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();
};

void AddressTest::takesAddressesOfOneCase_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lower") << QByteArray("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
    QTest::newRow("upper") << QByteArray("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED");
    QTest::newRow("checksummed") << QByteArray("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    QTest::newRow("digits only") << QByteArray("0x1111111111111111111111111111111111111111");
}

void AddressTest::takesAddressesOfOneCase()
{
    QFETCH(QByteArray, text);

    const auto address = checkedAddress(text.toStdString());

    QVERIFY(address);
    QCOMPARE(QByteArray::fromStdString(address->text()), text.toLower());
}

void AddressTest::refusesAMistypedChecksum()
{
    const std::string right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    for (std::size_t i = 2; i < right.size(); ++i) {
        std::string wrong = right;
        if (wrong[i] < 'A')
            continue;
        wrong[i] = static_cast<char>(wrong[i] ^ 0x20);

        const auto address = checkedAddress(wrong);

        QVERIFY(!address);
        QVERIFY(address.error().message.find("5a") == std::string::npos);
    }
}

void AddressTest::writesTheChecksum()
{
    const auto address = domain::Address::parse("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359");

    QCOMPARE(checksumText(*address), std::string("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"));
}

void AddressTest::derivesTheAddressOfAKey_data()
{
    QTest::addColumn<QByteArray>("key");
    const QByteArray key = QByteArray::fromStdString(repeatedDigits());
    QTest::newRow("with 0x") << key;
    QTest::newRow("without 0x") << key.mid(2);
    QTest::newRow("blanks around") << " \t" + key + "\r\n";
}

void AddressTest::derivesTheAddressOfAKey()
{
    QFETCH(QByteArray, key);
    std::string text = key.toStdString();

    const auto address = addressFromPrivateKey(text);

    QVERIFY(address);
    QCOMPARE(address->text(), std::string("0x14791697260e4c9a71f18484c9f997b308e59325"));
    QVERIFY(std::all_of(text.begin(), text.end(), [](char c) { return c == 0; }));
}

void AddressTest::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("short") << QByteArray(63, 'a');
    QTest::newRow("long") << QByteArray(65, 'a');
    QTest::newRow("no hex") << QByteArray(64, 'g');
    QTest::newRow("zero") << QByteArray(64, '0');
    QTest::newRow("beyond the order") << QByteArray(64, 'f');
    QTest::newRow("an address") << QByteArray("0x14791697260e4c9a71f18484c9f997b308e59325");
}

void AddressTest::refusesWhatIsNoKey()
{
    QFETCH(QByteArray, key);
    std::string text = key.toStdString();

    const auto address = addressFromPrivateKey(text);

    QVERIFY(!address);
    QVERIFY(key.isEmpty() || address.error().message.find(key.toStdString()) == std::string::npos);
    QVERIFY(std::all_of(text.begin(), text.end(), [](char c) { return c == 0; }));
}

QTEST_GUILESS_MAIN(AddressTest)
#include "tst_address.moc"
