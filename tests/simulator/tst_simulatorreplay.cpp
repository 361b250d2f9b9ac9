// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's arithmetic on recorded fills of the real exchange: every closedPnl whose entry
// is known must come out to the last digit.
#include "core/domain/instrument.h"
#include "simulator/engine/arithmetic.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace lpm;
using namespace lpm::simulator;
using domain::Decimal;

namespace {

struct Row
{
    std::string coin;
    Decimal price;
    Decimal size;
    bool isBuy = false;
    Decimal start;
    Decimal closedPnl;
    std::string direction;
};

QString dataFolder()
{
    const QString given = qEnvironmentVariable("LPM_RECORDED_DATA");
    return given.isEmpty()
               ? qEnvironmentVariable("LPM_SOURCE_DIR") + QStringLiteral("/../shared/data")
               : given;
}

Decimal number(const QJsonObject &object, const char *key)
{
    const auto value = Decimal::parse(object.value(QLatin1String(key)).toString().toStdString());
    return value ? *value : Decimal(0);
}

Row rowOf(const QJsonObject &fill)
{
    return {fill.value(QLatin1String("coin")).toString().toStdString(),
            number(fill, "px"),
            number(fill, "sz"),
            fill.value(QLatin1String("side")).toString() == QLatin1String("B"),
            number(fill, "startPosition"),
            number(fill, "closedPnl"),
            fill.value(QLatin1String("dir")).toString().toStdString()};
}

bool isPerpetual(const Row &row)
{
    return domain::kindOf(row.coin) == domain::InstrumentKind::Perpetual;
}

using Histories = std::map<std::pair<std::string, std::string>, std::vector<Row>>;

void readFills(Histories &histories)
{
    const QDir folder(dataFolder() + QStringLiteral("/fills"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonArray fills = QJsonDocument::fromJson(file.readAll())
                                     .object()
                                     .value(QLatin1String("fills"))
                                     .toArray();
        for (const QJsonValue &fill : fills) {
            const Row row = rowOf(fill.toObject());
            if (isPerpetual(row))
                histories[{name.toStdString(), row.coin}].push_back(row);
        }
    }
}

// How many decimals a size of the coin has, as far as the recordings show it.
std::map<std::string, int> sizeDecimals(const Histories &histories)
{
    const Universe universe = Universe::standard();
    std::map<std::string, int> decimals;
    for (const auto &[key, rows] : histories) {
        int &digits = decimals[key.second];
        if (const int market = universe.findCoin(key.second); market >= 0) {
            digits = universe.market(market).sizeDecimals;
            continue;
        }
        for (const Row &row : rows)
            digits = std::max(digits, domain::significantScale(row.size));
    }
    return decimals;
}

struct Tally
{
    int closes = 0;
    int unequal = 0;
    int brokenLinks = 0;
    std::string firstUnequal;
};

// Follows the position from the first moment at which its entry is certain: flat, or flipped.
void replay(const std::vector<Row> &rows, int decimals, Tally &tally)
{
    PerpetualPosition position;
    bool isKnown = false;
    for (const Row &row : rows) {
        const Integer start = row.start.rounded(decimals, domain::Rounding::HalfAwayFrom0)
                                  .unitsAt(decimals)
                                  .value_or(0);
        if (isKnown && start != position.size) {
            ++tally.brokenLinks;
            isKnown = false;
        }
        if (!isKnown) {
            position = {};
            position.size = start;
            isKnown = start == 0;
        }
        const Integer size = row.size.unitsAt(decimals).value_or(0);
        const Integer price = row.price.unitsAt(MoneyDecimals - decimals).value_or(0);
        if (size == 0 || price == 0) {
            isKnown = false;
            continue;
        }
        const PerpetualStep step = applyFill(position, row.isBuy ? size : -size, price);
        if (isKnown && step.closed > 0) {
            ++tally.closes;
            if (toDecimal(step.closedPnl, MoneyDecimals) != row.closedPnl) {
                ++tally.unequal;
                if (tally.firstUnequal.empty())
                    tally.firstUnequal = row.coin + " " + row.direction + " expected " +
                                         row.closedPnl.text() + " got " +
                                         toDecimal(step.closedPnl, MoneyDecimals).text();
            }
        }
        isKnown = isKnown || position.size == 0 || signOf(position.size) != signOf(start);
    }
}

} // namespace

class SimulatorReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithEveryRecordedClose();
};

void SimulatorReplayTest::agreesWithEveryRecordedClose()
{
    Histories histories;
    readFills(histories);
    if (histories.empty()) {
        QVERIFY2(qEnvironmentVariable("CI") != QLatin1String("true"),
                 "the recorded data is missing; set LPM_RECORDED_DATA");
        QSKIP("no recorded data; set LPM_RECORDED_DATA to its folder to check against it");
    }
    const auto decimals = sizeDecimals(histories);
    Tally tally;
    for (const auto &[key, rows] : histories)
        replay(rows, decimals.at(key.second), tally);

    qInfo("%d recorded closes checked", tally.closes);
    QVERIFY2(tally.unequal == 0, tally.firstUnequal.c_str());
    QCOMPARE(tally.brokenLinks, 0);
    QVERIFY(tally.closes > 1000);
}

QTEST_APPLESS_MAIN(SimulatorReplayTest)
#include "tst_simulatorreplay.moc"
