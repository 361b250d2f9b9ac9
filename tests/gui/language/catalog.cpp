// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog.h"

#include <QFile>
#include <QXmlStreamReader>

namespace lpm::gui::testing {

namespace {

void readTranslation(QXmlStreamReader &xml, CatalogEntry &entry)
{
    entry.state = xml.attributes().value(QLatin1String("type")).toString();
    if (!entry.isCounted) {
        entry.translations = {xml.readElementText()};
        return;
    }
    while (xml.readNextStartElement())
        entry.translations += xml.readElementText();
}

CatalogEntry readMessage(QXmlStreamReader &xml, const QString &context)
{
    CatalogEntry entry;
    entry.context = context;
    entry.isCounted = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source"))
            entry.source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation"))
            readTranslation(xml, entry);
        else
            xml.skipCurrentElement();
    }
    return entry;
}

} // namespace

QString catalogDirectory()
{
    return qEnvironmentVariable("LPM_SOURCE_DIR") + QStringLiteral("/src/gui/translations");
}

std::vector<CatalogEntry> catalogEntries(const QString &name)
{
    QFile file(name);
    std::vector<CatalogEntry> entries;
    if (!file.open(QIODevice::ReadOnly))
        return entries;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            entries.push_back(readMessage(xml, context));
    }
    if (xml.hasError())
        entries.clear();
    return entries;
}

} // namespace lpm::gui::testing
