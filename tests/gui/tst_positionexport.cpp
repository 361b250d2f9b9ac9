// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window: every digit, nothing invented, nothing that a spreadsheet would run.
#include "fakesource.h"

#include "gui/export/positionstable.h"
#include "gui/export/savefile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

PositionRow rowOf(domain::PositionView position, const QString &account = QStringLiteral("Main"))
{
    PositionRow row;
    row.position = std::move(position);
    row.account = account;
    row.cells[static_cast<std::size_t>(Col::Reconciled)] =
        spec(Col::Reconciled).make({row.position, row.account, base::Timestamp{}});
    return row;
}

domain::PositionView ether()
{
    return position({.coin = "ETH",
                     .size = "-2.0001",
                     .entry = "3000",
                     .mark = "2900.25",
                     .sizeDecimals = 4,
                     .leverage = "10",
                     .liquidation = "3333.33",
                     .realized = "-1.5",
                     .fees = "0.750000001",
                     .funding = "-0.125"});
}

std::vector<Col> allColumns()
{
    std::vector<Col> columns;
    for (int i = 0; i < PositionColumnCount; ++i)
        columns.push_back(static_cast<Col>(i));
    return columns;
}

// RFC 4180 read by its own words: cells of each line.
std::vector<QStringList> readCsv(const QString &text)
{
    std::vector<QStringList> lines;
    QStringList line;
    QString cell;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar sign = text[i];
        if (isQuoted && sign == QLatin1Char('"') && text.mid(i + 1, 1) == QLatin1String("\"")) {
            cell += sign;
            ++i;
        } else if (sign == QLatin1Char('"')) {
            isQuoted = !isQuoted;
        } else if (!isQuoted && sign == QLatin1Char(',')) {
            line += std::exchange(cell, {});
        } else if (!isQuoted && text.mid(i, 2) == QLatin1String("\r\n")) {
            line += std::exchange(cell, {});
            lines.push_back(std::exchange(line, {}));
            ++i;
        } else {
            cell += sign;
        }
    }
    return lines;
}

QJsonObject firstOf(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).array().first().toObject();
}

} // namespace

class PositionExportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void copiesEveryDigit_data();
    void copiesEveryDigit();
    void copiesRowsWithAndWithoutKeys();
    void leavesEmptyWhatIsNotKnown();
    void writesCsvThatReadsBack();
    void quotesOnlyWhatNeedsIt();
    void runsNoFormula_data();
    void runsNoFormula();
    void exportsNothingAsLiveOrProvenThatIsNot();
    void keepsACellInItsCell();
    void writesJsonAsTheApiDoes();
    void namesItsValuesAsTheApiDoes();
    void savesAFileWholeOrSaysWhyNot();
};

void PositionExportTest::copiesEveryDigit_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    const auto add = [](Col column, const char *text) {
        QTest::newRow(spec(column).key) << static_cast<int>(column) << QString::fromLatin1(text);
    };
    add(Col::Account, "0xa100000000000000000000000000000000000001");
    add(Col::Coin, "ETH");
    add(Col::Side, "short");
    add(Col::Size, "2.0001");
    add(Col::Notional, "5800.790025");
    add(Col::Entry, "3000");
    add(Col::Mark, "2900.25");
    add(Col::BreakEven, "2998.81");
    add(Col::Unrealized, "199.509975");
    add(Col::Roe, "0.3325");
    add(Col::Realized, "-1.5");
    add(Col::Fees, "0.750000001");
    add(Col::Funding, "-0.125");
    add(Col::Net, "197.134974999");
    add(Col::Liquidation, "3333.33");
    add(Col::Distance, "0.149325");
    add(Col::Margin, "580.079002");
    add(Col::StopLoss, "");
    add(Col::ExitPnl, "");
    add(Col::NextFunding, "");
    add(Col::Opened, "2026-11-23T10:30:00.000Z");
    add(Col::Reconciled, "true");
}

void PositionExportTest::copiesEveryDigit()
{
    QFETCH(int, column);

    QTEST(cellText(rowOf(ether()), static_cast<Col>(column)), "text");
}

void PositionExportTest::copiesRowsWithAndWithoutKeys()
{
    const PositionRow row = rowOf(ether());
    const PositionRow other =
        rowOf(position({.coin = "xyz:TSLA", .size = "1", .entry = "1", .mark = "2"}));
    const PositionsTable table{{Col::Coin, Col::Net, Col::Margin}, {&row, &other}};

    QCOMPARE(tsvOf(table, TableHeader::None),
             QStringLiteral("ETH\t197.134974999\tcomplete\t580.079002\tcross\t10\n"
                            "xyz:TSLA\t1\tcomplete\t0.2\tcross\t10"));
    QVERIFY(tsvOf(table, TableHeader::Keys)
                .startsWith(QStringLiteral(
                    "coin\tnet_pnl\tbasis\tmargin_used\tmargin_mode\tleverage\nETH\t")));
}

void PositionExportTest::leavesEmptyWhatIsNotKnown()
{
    const PositionRow row = rowOf(position({.coin = "NEW", .size = "5", .entry = "", .mark = ""}));
    const PositionsTable table{{Col::Size, Col::Mark, Col::Unrealized, Col::Net}, {&row}};

    QCOMPARE(tsvOf(table, TableHeader::None), QStringLiteral("5\t\t\t\t\t\tcomplete"));
    QVERIFY(firstOf(jsonOf({&row})).value(QStringLiteral("unrealized_pnl")).isNull());
}

void PositionExportTest::writesCsvThatReadsBack()
{
    QVERIFY(rc::check("a label comes back as it was, but for a sign that disarms it", [] {
        const auto signs = *rc::gen::container<std::string>(
            rc::gen::element('a', ',', '"', '\n', '\r', '=', '-', ' ', ';', '\t'));
        QString label = QString::fromStdString(signs);
        const PositionRow row = rowOf(ether(), label);
        label.replace(QLatin1Char(';'), QLatin1Char(',')); // where ; separates cells, it would
        const auto lines =
            readCsv(QString::fromUtf8(csvOf({{Col::Account, Col::Size}, {&row, &row}})));
        RC_ASSERT(lines.size() == 3U);
        RC_ASSERT(lines[0].size() == 3 && lines[1].size() == 3);
        RC_ASSERT(lines[1] == lines[2]);
        RC_ASSERT(lines[1][1] == label || lines[1][1] == QLatin1Char('\'') + label);
        RC_ASSERT(lines[1][2] == QLatin1String("2.0001"));
    }));
}

void PositionExportTest::quotesOnlyWhatNeedsIt()
{
    const PositionRow row = rowOf(ether(), QStringLiteral("my \"desk\", main"));

    QCOMPARE(QString::fromUtf8(csvOf({{Col::Account, Col::Funding}, {&row}})),
             QStringLiteral("account,account_label,funding,basis\r\n"
                            "0xa100000000000000000000000000000000000001,"
                            "\"my \"\"desk\"\", main\",-0.125,complete\r\n"));
}

void PositionExportTest::runsNoFormula_data()
{
    QTest::addColumn<QString>("label");
    for (const char *label : {"=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1"})
        QTest::newRow(label) << QString::fromLatin1(label);
}

void PositionExportTest::runsNoFormula()
{
    QFETCH(QString, label);
    auto held = ether();
    held.coin = label.toStdString();
    const PositionRow row = rowOf(held, label);

    const auto lines =
        readCsv(QString::fromUtf8(csvOf({{Col::Account, Col::Coin, Col::Funding}, {&row}})));

    QCOMPARE(lines[1][1], QLatin1Char('\'') + label);
    QCOMPARE(lines[1][2], QLatin1Char('\'') + label);
    QCOMPARE(lines[1][3], QStringLiteral("-0.125")); // a number stays one
    QVERIFY(cellText(row, Col::Coin).startsWith(QLatin1Char('\'')));
}

void PositionExportTest::exportsNothingAsLiveOrProvenThatIsNot()
{
    auto held = ether();
    held.priceState = domain::PriceState::Live;
    PositionRow row = rowOf(held);
    row.freshness = domain::PriceState::Dead;
    row.cells[static_cast<std::size_t>(Col::Reconciled)] =
        spec(Col::Reconciled)
            .make({row.position, row.account, base::Timestamp{}, domain::FieldVerdict::Agrees,
                   true});

    const auto lines = readCsv(QString::fromUtf8(csvOf({{Col::Mark, Col::Reconciled}, {&row}})));
    const QJsonObject json = firstOf(jsonOf({&row}));

    QCOMPARE(lines[0].mid(2), (QStringList{QStringLiteral("price_state"),
                                           QStringLiteral("reconciled")}));
    QCOMPARE(lines[1].mid(2), (QStringList{QStringLiteral("dead"), QStringLiteral("false")}));
    QCOMPARE(json.value(QStringLiteral("price_state")).toString(), QStringLiteral("dead"));
    QCOMPARE(json.value(QStringLiteral("reconciled")).toBool(true), false);
}

void PositionExportTest::keepsACellInItsCell()
{
    auto held = ether();
    held.coin = "A\tB\nC\rD";

    QCOMPARE(cellText(rowOf(held), Col::Coin), QStringLiteral("A B C D"));
}

void PositionExportTest::writesJsonAsTheApiDoes()
{
    auto held = ether();
    held.coin = "E\"TH";
    const PositionRow row = rowOf(held);

    const QJsonObject written = firstOf(jsonOf({&row, &row}));

    QCOMPARE(written.value(QStringLiteral("coin")).toString(), QStringLiteral("E\"TH"));
    QCOMPARE(written.value(QStringLiteral("fees")).toString(), QStringLiteral("0.750000001"));
    QCOMPARE(written.value(QStringLiteral("quantity")).toString(), QStringLiteral("2.0001"));
    QCOMPARE(written.value(QStringLiteral("side")).toString(), QStringLiteral("short"));
    QCOMPARE(written.value(QStringLiteral("opened_at")).toString(),
             QStringLiteral("2026-11-23T10:30:00.000Z"));
    QCOMPARE(written.value(QStringLiteral("reconciled")).toBool(), true);
    QVERIFY(written.value(QStringLiteral("price_state")).isNull());
    QCOMPARE(QJsonDocument::fromJson(jsonOf({&row, &row}).toUtf8()).array().size(), 2);
    QCOMPARE(jsonOf({}), QStringLiteral("[]"));
}

void PositionExportTest::namesItsValuesAsTheApiDoes()
{
    QFile file(qEnvironmentVariable("LPM_SOURCE_DIR") +
               QStringLiteral("/src/server/page/schemas.json"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const QJsonObject shape =
        QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("Position")].toObject();
    const QStringList described = shape[QStringLiteral("properties")].toObject().keys();
    QVERIFY(described.contains(QStringLiteral("break_even_price")));
    const PositionRow row = rowOf(ether());

    QCOMPARE(firstOf(jsonOf({&row})).keys(), described);

    // A label, and what is not known before it has a source, are not part of the API's position.
    const QSet<QString> ours{QStringLiteral("account_label"), QStringLiteral("stop_loss"),
                             QStringLiteral("take_profit"), QStringLiteral("exit_pnl"),
                             QStringLiteral("next_funding")};
    for (const Col column : allColumns()) {
        for (const ExportField &field : exportFieldsOf(column)) {
            const QString key = QString::fromLatin1(field.key);
            QVERIFY2(described.contains(key) || ours.contains(key), field.key);
        }
    }
}

void PositionExportTest::savesAFileWholeOrSaysWhyNot()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("a.csv"));
    QVERIFY(saveFile(path, "one").has_value());
    QVERIFY(saveFile(path, "two").has_value());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("two"));

    const QString nowhere = directory.filePath(QStringLiteral("none/a.csv"));
    const auto refused = saveFile(nowhere, "three");
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, base::ErrorCode::Io);
    QVERIFY(QString::fromStdString(refused.error().message).startsWith(nowhere));
}

QTEST_MAIN(PositionExportTest)
#include "tst_positionexport.moc"
