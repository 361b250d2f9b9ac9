// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/replay/recordeddata.h"

#include "core/exchange/hyperliquid/codec/fillcodec.h"
#include "core/exchange/hyperliquid/codec/universecodec.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <map>

namespace lpm::recorded {

namespace codec = exchange::hyperliquid;

namespace {

std::vector<domain::Fill> decodedFills(const QJsonArray &rows)
{
    const QByteArray json = QJsonDocument(rows).toJson(QJsonDocument::Compact);
    auto fills = codec::decodeFills({json.constData(), static_cast<std::size_t>(json.size())});
    if (!fills)
        qFatal("recorded fills cannot be read: %s", fills.error().message.c_str());
    return std::move(*fills);
}

// The answer's body in a recorded HTTP exchange: the longest quoted "body:" line.
QByteArray cassetteBody(const QString &path)
{
    QByteArray longest;
    for (const QByteArray &raw : fileContent(path).split('\n')) {
        const QByteArray line = raw.trimmed();
        if (line.startsWith("body: ") && line.size() > longest.size())
            longest = line;
    }
    QByteArray text = longest.mid(6);
    if (text.startsWith('\'')) {
        text = text.mid(1, text.size() - 2);
        text.replace("''", "'");
        return text;
    }
    const auto unquoted = QJsonDocument::fromJson("[" + text + "]").array().at(0).toString();
    return unquoted.toUtf8();
}

void addAll(domain::InstrumentCatalog &catalog,
            base::Result<std::vector<domain::Instrument>> instruments)
{
    if (!instruments)
        qFatal("recorded universe cannot be read: %s", instruments.error().message.c_str());
    for (auto &instrument : *instruments)
        catalog.add(std::move(instrument));
}

} // namespace

QString directory()
{
    const QString given = qEnvironmentVariable("LPM_RECORDED_DATA");
    if (!given.isEmpty())
        return given;
    return qEnvironmentVariable("LPM_SOURCE_DIR") + QStringLiteral("/../shared/data");
}

bool isPresent()
{
    return QFile::exists(directory() + QStringLiteral("/fills"));
}

bool isRequired()
{
    return qEnvironmentVariable("CI") == QStringLiteral("true");
}

QByteArray fileContent(const QString &path)
{
    QFile file(directory() + QLatin1Char('/') + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("recorded file is absent: %s", qUtf8Printable(file.fileName()));
    return file.readAll();
}

domain::Address addressOf(const QString &name)
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    std::array<std::uint8_t, 20> bytes{};
    std::copy_n(hash.constData(), bytes.size(), bytes.begin());
    return domain::Address::fromBytes(bytes);
}

std::vector<RecordedAccount> accounts()
{
    std::vector<RecordedAccount> result;
    const QDir folder(directory() + QStringLiteral("/fills"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const auto root
            = QJsonDocument::fromJson(fileContent(QStringLiteral("fills/") + name)).object();
        auto fills = decodedFills(root[QStringLiteral("fills")].toArray());
        result.push_back(RecordedAccount{name, addressOf(name), std::move(fills)});
    }
    return result;
}

std::vector<RecordedAccount> blockUsers()
{
    std::map<QString, QJsonArray> rows;
    for (const QByteArray &line :
         fileContent(QStringLiteral("blocks/node-fills.jsonl")).split('\n')) {
        const auto events
            = QJsonDocument::fromJson(line).object()[QStringLiteral("events")].toArray();
        for (const auto &event : events)
            rows[event.toArray().at(0).toString()].append(event.toArray().at(1));
    }
    std::vector<RecordedAccount> result;
    for (const auto &[user, fills] : rows)
        result.push_back(RecordedAccount{user, *domain::Address::parse(user.toStdString()),
                                         decodedFills(fills)});
    return result;
}

// Coins that are younger than the recorded universe: their size decimals are the most that any of
// their recorded fills shows, over all accounts.
static void addYoungerCoins(domain::InstrumentCatalog &all)
{
    std::map<std::string, int> decimals;
    auto everybody = accounts();
    const auto users = blockUsers();
    everybody.insert(everybody.end(), users.begin(), users.end());
    for (const auto &account : everybody) {
        for (const auto &fill : account.fills) {
            int &most = decimals[fill.coin];
            most = std::max(most, domain::significantScale(fill.size));
        }
    }
    for (const auto &[coin, most] : decimals) {
        auto instrument = all.orGuess(coin, most);
        instrument.isGuessed = instrument.kind != domain::InstrumentKind::Perpetual;
        if (!all.find(coin))
            all.add(std::move(instrument));
    }
}

static domain::InstrumentCatalog readCatalog()
{
    domain::InstrumentCatalog all;
    const QByteArray main = cassetteBody(QStringLiteral("universe/Meta.yaml"));
    const QByteArray dex = cassetteBody(QStringLiteral("universe/Meta_WithDex.yaml"));
    const QByteArray spot = cassetteBody(QStringLiteral("universe/SpotMeta.yaml"));
    addAll(all, codec::decodeMeta(main.toStdString(), ""));
    addAll(all, codec::decodeMeta(dex.toStdString(), "xyz"));
    addAll(all, codec::decodeSpotMeta(spot.toStdString()));
    addYoungerCoins(all);
    return all;
}

const domain::InstrumentCatalog &catalog()
{
    static const domain::InstrumentCatalog all = readCatalog();
    return all;
}

} // namespace lpm::recorded
