// SPDX-License-Identifier: GPL-3.0-or-later
// What /openapi.json and /asyncapi.json describe is what is there: routes, methods, words. Whether
// live answers have the described form is asked in tests/interop/api and tests/contract.
#include "core/domain/words.h"
#include "tests/server/routedapi.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

QJsonObject inside(QJsonObject object, const QStringList &path)
{
    for (const QString &key : path)
        object = object.value(key).toObject();
    return object;
}

QStringList sorted(QStringList texts)
{
    texts.sort();
    return texts;
}

QJsonValue at(const QJsonObject &document, const QString &pointer)
{
    QJsonValue value = document;
    const QStringList keys = pointer.mid(2).split(QLatin1Char('/'));
    for (QString key : keys) {
        key.replace(QLatin1String("~1"), QLatin1String("/"));
        value = value.toObject().value(key);
    }
    return value;
}

// Calls back with each member of each object in it, and where that stands.
template <class Visitor>
void eachMember(const QJsonValue &value, const QString &place, const Visitor &visit)
{
    const QJsonArray list = value.toArray();
    for (const QJsonValue &one : list)
        eachMember(one, place, visit);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        visit(member.key(), member.value(), place);
        eachMember(member.value(), place + QLatin1Char('/') + member.key(), visit);
    }
}

template <class Enumeration>
QStringList wordsOf(std::initializer_list<Enumeration> values)
{
    QStringList words;
    for (const auto value : values)
        words.append(QString::fromStdString(std::string(domain::word(value))));
    return sorted(words);
}

} // namespace

class ApiDescriptionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void describesEveryRouteAndNoOther();
    void everyReferenceLeadsSomewhere_data();
    void everyReferenceLeadsSomewhere();
    void tellsTheVersion();
    void sharesWhatBothDescribe();
    void knowsTheWords_data();
    void knowsTheWords();

private:
    Api m_api;
    const QJsonObject m_rest = object(m_api.get("/openapi.json"));
    const QJsonObject m_stream = object(m_api.get("/asyncapi.json"));
};

void ApiDescriptionTest::describesEveryRouteAndNoOther()
{
    QStringList routes;
    for (const Route &route : m_api.router.routes())
        routes.append(
            QString::fromStdString(std::string(route.method) + ' ' + std::string(route.pattern)));
    QStringList described;
    const QJsonObject paths = m_rest.value(QLatin1String("paths")).toObject();
    for (const QString &path : paths.keys()) {
        for (const QString &method : paths.value(path).toObject().keys())
            described.append(method.toUpper() + QLatin1Char(' ') + path);
    }

    QCOMPARE(sorted(described), sorted(routes));
    QVERIFY(m_api.router.routes().size() >= 25);
}

void ApiDescriptionTest::everyReferenceLeadsSomewhere_data()
{
    QTest::addColumn<QJsonObject>("document");
    QTest::newRow("openapi") << m_rest;
    QTest::newRow("asyncapi") << m_stream;
}

void ApiDescriptionTest::everyReferenceLeadsSomewhere()
{
    QFETCH(QJsonObject, document);
    QStringList wrong;
    QSet<QString> used;
    eachMember(document, QStringLiteral("#"),
               [&](const QString &key, const QJsonValue &value, const QString &place) {
                   if (key == QLatin1String("..."))
                       wrong.append(place + QStringLiteral(" was not filled in"));
                   if (key != QLatin1String("$ref"))
                       return;
                   used.insert(value.toString());
                   if (!at(document, value.toString()).isObject())
                       wrong.append(place + QLatin1Char(' ') + value.toString());
               });

    QCOMPARE(wrong, QStringList());
    QVERIFY(used.size() > 30);
}

void ApiDescriptionTest::tellsTheVersion()
{
    const QStringList info{QStringLiteral("info")};
    QCOMPARE(inside(m_rest, info).value(QLatin1String("version")).toString(),
             QStringLiteral("1.2.3"));
    QCOMPARE(inside(m_stream, info).value(QLatin1String("version")).toString(),
             QStringLiteral("1.2.3"));
}

void ApiDescriptionTest::sharesWhatBothDescribe()
{
    const QStringList schemas{QStringLiteral("components"), QStringLiteral("schemas")};
    const QJsonObject rest = inside(m_rest, schemas);
    const QJsonObject stream = inside(m_stream, schemas);
    QStringList shared;
    for (const QString &name : rest.keys()) {
        if (!stream.contains(name))
            continue;
        shared.append(name);
        QCOMPARE(stream.value(name), rest.value(name));
    }
    for (const char *name : {"Decimal", "Fill", "Position", "Summary", "Time"})
        QVERIFY2(shared.contains(QLatin1String(name)), name);
}

void ApiDescriptionTest::knowsTheWords_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("property"); // "" for the schema itself
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *schema, const char *property, const QStringList &words) {
        QTest::addRow("%s %s", schema, property)
            << QString::fromLatin1(schema) << QString::fromLatin1(property) << words;
    };
    using namespace domain;
    row("Mode", "", wordsOf({RunMode::Live, RunMode::Testnet, RunMode::Demo}));
    row("FeedState", "",
        wordsOf({FeedState::Offline, FeedState::Syncing, FeedState::Live, FeedState::Suspect,
                 FeedState::Stale}));
    row("PriceState", "", wordsOf({PriceState::Live, PriceState::Stale, PriceState::Dead}));
    row("Position", "price_state",
        wordsOf({PriceState::Live, PriceState::Stale, PriceState::Dead}));
    row("Position", "side", wordsOf({PositionSide::Long, PositionSide::Short, PositionSide::Flat}));
    row("Position", "margin_mode", wordsOf({MarginMode::Cross, MarginMode::Isolated}));
    row("Position", "basis", wordsOf({Basis::Complete, Basis::Partial}));
    row("Fill", "side", wordsOf({FillSide::Buy, FillSide::Sell}));
    row("Fill", "source",
        wordsOf({FillSource::Live, FillSource::Snapshot, FillSource::Backfill, FillSource::Sweep}));
    row("PositionUpdate", "event_type",
        wordsOf({EventType::Fill, EventType::PriceUpdate, EventType::PositionChange}));
    row("Health", "status",
        wordsOf({HealthStatus::Healthy, HealthStatus::Degraded, HealthStatus::Stopped}));
    row("FeedHealth", "state",
        wordsOf({FeedHealth::State::Live, FeedHealth::State::Stale, FeedHealth::State::Silent}));
    row("ComparedField", "verdict",
        wordsOf({FieldVerdict::Agrees, FieldVerdict::NotCompared, FieldVerdict::Suspect,
                 FieldVerdict::Differs}));
    row("Drift", "outcome",
        wordsOf({DriftOutcome::Open, DriftOutcome::ExplainedByFill, DriftOutcome::Adjusted,
                 DriftOutcome::Held, DriftOutcome::Gone}));
    row("Reconciliation", "state",
        wordsOf({ReconciliationState::Unknown, ReconciliationState::Checking,
                 ReconciliationState::Agrees, ReconciliationState::Differs}));
}

void ApiDescriptionTest::knowsTheWords()
{
    QFETCH(QString, schema);
    QFETCH(QString, property);
    QFETCH(QStringList, words);
    const QJsonObject shared =
        inside(m_rest, {QStringLiteral("components"), QStringLiteral("schemas")});
    const QJsonObject &document = shared.contains(schema) ? m_rest : m_stream;
    QStringList path{QStringLiteral("components"), QStringLiteral("schemas"), schema};
    if (!property.isEmpty())
        path << QStringLiteral("properties") << property;
    QStringList described;
    const QJsonArray list = inside(document, path).value(QLatin1String("enum")).toArray();
    for (const QJsonValue &word : list) {
        if (!word.isNull())
            described.append(word.toString());
    }

    QCOMPARE(sorted(described), words);
}

QTEST_GUILESS_MAIN(ApiDescriptionTest)
#include "tst_apidescription.moc"
