// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/layouts/layoutstore.h"

#include "core/base/logging.h"
#include "gui/limits.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace lpm::gui {

namespace {

// Of one layout. Raised when a newer one cannot be read by this program any more.
constexpr int FormatOfLayout = 1;

const QString LayoutsGroup = QStringLiteral("layouts");
const QString CurrentKey = QStringLiteral("layouts/current");

QString layoutKey(const QString &number, const char *name)
{
    return LayoutsGroup + QLatin1Char('/') + number + QLatin1Char('/') + QLatin1String(name);
}

// nullopt: not one of ours.
std::optional<NamedLayout> readLayout(const QSettings &settings, const QString &number)
{
    const auto value = [&](const char *name) { return settings.value(layoutKey(number, name)); };
    NamedLayout layout{value("name").toString(), {}};
    Arrangement &kept = layout.arrangement;
    kept.geometry = value("geometry").toByteArray();
    kept.docks = value("docks").toByteArray();
    kept.positionsColumns = value("positions_columns").toStringList();
    kept.fillsHeader = value("fills").toByteArray();
    kept.grouping = value("grouping").toString();
    kept.isFitted = settings.value(layoutKey(number, "positions_fitted"), true).toBool();
    kept.accounts = settings.value(layoutKey(number, "accounts"), 1).toInt();
    if (value("strip_place").canConvert<QPoint>())
        kept.stripPlace = value("strip_place").toPoint();
    const int version = value("version").toInt();
    const bool isOurs = version >= 1 && version <= FormatOfLayout && !kept.docks.isEmpty() &&
                        kept.docks.size() <= limits::LayoutBytes &&
                        kept.geometry.size() <= limits::LayoutBytes;
    return isOurs ? std::optional(std::move(layout)) : std::nullopt;
}

void writeLayout(QSettings &settings, const QString &number, const NamedLayout &layout)
{
    const auto set = [&](const char *name, const QVariant &value) {
        settings.setValue(layoutKey(number, name), value);
    };
    const Arrangement &kept = layout.arrangement;
    set("version", FormatOfLayout);
    set("name", layout.name);
    set("geometry", kept.geometry);
    set("docks", kept.docks);
    set("positions_columns", kept.positionsColumns);
    set("positions_fitted", kept.isFitted);
    set("fills", kept.fillsHeader);
    set("grouping", kept.grouping);
    set("accounts", kept.accounts);
    if (kept.stripPlace)
        set("strip_place", *kept.stripPlace);
}

QStringList numbersIn(QSettings &settings)
{
    settings.beginGroup(LayoutsGroup);
    QStringList numbers = settings.childGroups();
    settings.endGroup();
    std::sort(numbers.begin(), numbers.end(),
              [](const QString &a, const QString &b) { return a.toUInt() < b.toUInt(); });
    return numbers;
}

// A copy: the window's own settings in it are good.
QString copyAside(const QString &file)
{
    const QString aside = file + QStringLiteral(".broken");
    QFile::remove(aside);
    return QFile::copy(file, aside) ? aside : QString();
}

} // namespace

KeptLayouts LayoutStore::load() const
{
    KeptLayouts kept;
    if (m_file.isEmpty() || !QFile::exists(m_file))
        return kept;
    QSettings settings(m_file, QSettings::IniFormat);
    if (settings.status() != QSettings::NoError)
        return kept;
    for (const QString &number : numbersIn(settings)) {
        auto layout = readLayout(settings, number);
        const bool isNew = layout && kept.book.find(layout->name) == nullptr;
        if (!isNew || !kept.book.put(std::move(*layout)))
            ++kept.unreadable;
    }
    const QString current = settings.value(CurrentKey).toString();
    if (kept.book.find(current) != nullptr)
        kept.current = current;
    if (kept.unreadable == 0)
        return kept;
    kept.keptAside = copyAside(m_file);
    qCWarning(base::logGui).noquote()
        << kept.unreadable << "saved layouts of the window could not be read; they are in"
        << kept.keptAside;
    if (!kept.keptAside.isEmpty())
        save(kept.book, kept.current);
    return kept;
}

bool LayoutStore::save(const LayoutBook &book, const QString &current) const
{
    if (m_file.isEmpty())
        return true;
    if (!QDir().mkpath(QFileInfo(m_file).absolutePath()))
        return false;
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove(LayoutsGroup);
    int number = 0;
    for (const NamedLayout &layout : book.layouts())
        writeLayout(settings, QString::number(++number), layout);
    if (!current.isEmpty())
        settings.setValue(CurrentKey, current);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

} // namespace lpm::gui
