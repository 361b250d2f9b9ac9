// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingitems.h"

#include "app/settingtexts.h"
#include "core/config/settingrows.h"

#include <QCoreApplication>

#include <algorithm>

namespace lpm::app {

namespace {

using config::Row;
using config::RowKind;
using config::Settings;

struct OriginTexts
{
    Q_DECLARE_TR_FUNCTIONS(Setting)
};

constexpr std::string_view Listen = "listen"; // one setting to people, host and port to the rows

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

const std::string &originOf(const Settings &settings, std::string_view name)
{
    static const std::string none = "default";
    const auto found = settings.origins.find(std::string(name));
    return found == settings.origins.end() ? none : found->second;
}

// The stronger of both: a given port alone already goes before the file's.
const std::string &listenOrigin(const Settings &settings)
{
    const std::string &host = originOf(settings, "host");
    return goesBeforeTheFile(host) ? host : originOf(settings, "port");
}

std::string listenText(const Settings &settings)
{
    const bool isSix = settings.listenHost.find(':') != std::string::npos;
    return (isSix ? "[" + settings.listenHost + "]" : settings.listenHost) + ":"
           + std::to_string(settings.listenPort);
}

QStringList valuesOf(const Row &row, const Settings &settings)
{
    const QString text
        = textOf(row.name == Listen ? listenText(settings) : row.show(settings));
    if (text.isEmpty())
        return {};
    return row.kind == RowKind::List ? text.split(QLatin1Char(',')) : QStringList{text};
}

gui::SettingKind kindOf(const Row &row)
{
    switch (row.kind) {
    case RowKind::Switch: return gui::SettingKind::Switch;
    case RowKind::List: return gui::SettingKind::List;
    case RowKind::Text: break;
    }
    return row.placeholder.find('|') != std::string_view::npos ? gui::SettingKind::Choice
                                                               : gui::SettingKind::Text;
}

QStringList keptValues(const Row &row, const config::Given &given)
{
    QStringList values;
    for (const std::string &value : given.values)
        values += textOf(value);
    if (row.kind == RowKind::Switch)
        return {config::parseSwitch(given.values.back()).value_or(false) ? QStringLiteral("true")
                                                                         : QStringLiteral("false")};
    return values;
}

gui::SettingItem itemOf(const Row &row, const Settings &settings, const config::Layer &kept)
{
    const std::string &origin
        = row.name == Listen ? listenOrigin(settings) : originOf(settings, row.name);
    gui::SettingItem item;
    item.name = textOf(row.name);
    item.help = settingText(row.help);
    item.hint = textOf(row.placeholder);
    item.kind = kindOf(row);
    if (item.kind == gui::SettingKind::Choice)
        item.choices = textOf(row.placeholder).split(QLatin1Char('|'));
    item.values = valuesOf(row, settings);
    item.standard = settingText(row.shownDefault);
    item.origin = origin == "default" ? QString() : originText(origin);
    item.isOverridden = goesBeforeTheFile(origin);
    const auto inFile = kept.find(row.name);
    const bool isAsWritten = row.name != Listen && item.kind != gui::SettingKind::Choice;
    if (!item.isOverridden && inFile != kept.end() && isAsWritten)
        item.values = keptValues(row, inFile->second);
    else if (!item.isOverridden && row.name == "data-dir")
        item.values.clear(); // a demo's own folder in it is not what a setting would name
    item.isOfTheStart = row.name == "headless" || row.name == "connect";
    return item;
}

} // namespace

QString originText(const std::string &origin)
{
    const std::string_view environment = "environment ";
    if (origin == "flag")
        return OriginTexts::tr("flag");
    if (origin.starts_with(environment))
        return OriginTexts::tr("environment %1")
            .arg(textOf(std::string_view(origin).substr(environment.size())));
    return textOf(origin);
}

bool goesBeforeTheFile(const std::string &origin)
{
    return origin == "flag" || origin == ".env" || origin.starts_with("environment ");
}

std::vector<gui::SettingItem> settingItems(const Settings &settings, const config::Layer &kept)
{
    std::vector<gui::SettingItem> items;
    for (const Row &row : config::settingRows()) {
        if (row.name == "host" || row.name == "port")
            continue;
        items.push_back(itemOf(row, settings, kept));
    }
    return items;
}

config::Changes fileChanges(const gui::SettingChanges &changes)
{
    config::Changes into;
    for (const auto &[name, values] : changes) {
        std::optional<std::vector<std::string>> texts;
        if (values) {
            texts.emplace();
            for (const QString &value : *values)
                texts->push_back(value.toStdString());
        }
        if (name.toStdString() == Listen) {
            into["host"] = std::nullopt;
            into["port"] = std::nullopt;
        }
        into[name.toStdString()] = std::move(texts);
    }
    return into;
}

} // namespace lpm::app
