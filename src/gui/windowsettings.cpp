// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/windowsettings.h"

#include "core/base/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace lpm::gui {

namespace {

// Raised when columns or docks change so much that an older layout would fit badly.
constexpr int LayoutVersion = 2;
constexpr qint64 WordsWithin = 1 << 20; // bytes of the file: ten times a full one

const QString ThemeKey = QStringLiteral("window/theme");
const QString LanguageKey = QStringLiteral("window/language");
const QString ZoneKey = QStringLiteral("window/time_zone");
const QString FilterKey = QStringLiteral("window/filter");
const QString AccountsKey = QStringLiteral("window/accounts");
const QString GroupingKey = QStringLiteral("window/grouping");
const QString FlashKey = QStringLiteral("window/flash");
const QString HiddenKey = QStringLiteral("window/amounts_hidden");
const QString RedUpKey = QStringLiteral("window/red_up");
const QString StripKey = QStringLiteral("window/strip_place");
const QString StripOpenKey = QStringLiteral("window/strip_open");
const QString CurveKey = QStringLiteral("window/curve");
const QString LogLevelKey = QStringLiteral("window/log_level");
const QString InTrayKey = QStringLiteral("tray/kept_when_closed");
const QString TrayToldKey = QStringLiteral("tray/told");
const QString NoticesOffKey = QStringLiteral("notices/off");
const QString NoticeHeardKey = QStringLiteral("notices/sound");
const QString VersionKey = QStringLiteral("layout/version");
const QString DocksKey = QStringLiteral("layout/docks");
const QString ColumnsKey = QStringLiteral("layout/positions_columns");
const QString OldColumnsKey = QStringLiteral("layout/positions");

// QSettings takes nearly anything for settings. What holds something, and nothing that the window
// writes, is broken.
bool isOurs(const QSettings &settings)
{
    if (QFileInfo(settings.fileName()).size() == 0)
        return true;
    const QStringList groups = settings.childGroups();
    return std::any_of(groups.begin(), groups.end(), [](const QString &group) {
        static const QStringList Ours{QStringLiteral("window"), QStringLiteral("layout"),
                                      QStringLiteral("layouts"), QStringLiteral("tray"),
                                      QStringLiteral("notices")};
        return Ours.contains(group);
    });
}

// Aside, before it is written anew. The settings themselves are of use.
QString keepCopy(const QString &file)
{
    const QString copy = file + QStringLiteral(".old");
    QFile::remove(copy);
    if (!QFile::copy(file, copy))
        return {};
    qCWarning(base::logGui).noquote()
        << "The panels' places are of another version and not used; they were kept in" << copy;
    return copy;
}

bool isOfThisLayout(const QSettings &settings)
{
    return settings.value(VersionKey).toInt() == LayoutVersion;
}

// The places of columns and panels. Those of the panels hold for one version of them only; a
// header's state of another table is not taken by its reader.
void loadLayout(const QSettings &settings, WindowState &state)
{
    state.isFitted = settings.value(QStringLiteral("layout/positions_fitted"), true).toBool();
    state.positionsColumns = settings.value(ColumnsKey).toStringList();
    state.positionsHeader = settings.value(OldColumnsKey).toByteArray();
    state.fillsHeader = settings.value(QStringLiteral("layout/fills")).toByteArray();
    if (isOfThisLayout(settings))
        state.docks = settings.value(DocksKey).toByteArray();
}

} // namespace

QString WindowSettings::fileName() const
{
    return m_directory.isEmpty() ? QString()
                                 : QDir(m_directory).filePath(QStringLiteral("window.ini"));
}

// Not by QSettings: it would take the file as read, and load() not learn that it is broken.
QString WindowSettings::word(const QString &key) const
{
    QFile file(fileName());
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const QString section = QLatin1Char('[') + key.section(QLatin1Char('/'), 0, 0) + QLatin1Char(']');
    const QString name = key.section(QLatin1Char('/'), 1) + QLatin1Char('=');
    const QString text = QString::fromUtf8(file.read(WordsWithin));
    bool isThere = false;
    for (const QStringView line : QStringView(text).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1Char('[')))
            isThere = line.trimmed() == section;
        else if (isThere && line.startsWith(name))
            return line.mid(name.size()).trimmed().toString().remove(QLatin1Char('"'));
    }
    return {};
}

QString WindowSettings::language() const { return word(LanguageKey); }

QString WindowSettings::timeZone() const { return word(ZoneKey); }

QString WindowSettings::theme() const { return word(ThemeKey); }

std::optional<WindowState> WindowSettings::load(QString *keptAside) const
{
    const QString file = fileName();
    if (file.isEmpty() || !QFile::exists(file))
        return std::nullopt;
    const QSettings settings(file, QSettings::IniFormat);
    if (settings.status() != QSettings::NoError || !isOurs(settings)) {
        const QString aside = file + QStringLiteral(".broken");
        QFile::remove(aside);
        QFile::rename(file, aside);
        qCWarning(base::logGui).noquote()
            << "The window's settings could not be read and were kept as" << aside;
        if (keptAside != nullptr)
            *keptAside = aside;
        return std::nullopt;
    }
    WindowState state;
    loadLayout(settings, state);
    if (settings.contains(DocksKey) && !isOfThisLayout(settings) && keptAside != nullptr)
        *keptAside = keepCopy(file);
    state.geometry = settings.value(QStringLiteral("window/geometry")).toByteArray();
    state.theme = settings.value(ThemeKey).toString();
    state.language = settings.value(LanguageKey).toString();
    state.timeZone = settings.value(ZoneKey).toString();
    state.grouping = settings.value(GroupingKey).toString();
    state.account = settings.value(QStringLiteral("window/account")).toString();
    state.filter = settings.value(FilterKey).toString();
    state.accounts = settings.value(AccountsKey, 1).toInt();
    state.curve = settings.value(CurveKey).toString();
    state.logLevel = settings.value(LogLevelKey).toString();
    state.isSortFrozen = settings.value(QStringLiteral("window/sort_frozen")).toBool();
    if (settings.contains(FlashKey))
        state.isFlashing = settings.value(FlashKey).toBool();
    state.areAmountsHidden = settings.value(HiddenKey).toBool();
    state.isRedUp = settings.value(RedUpKey).toBool();
    state.isStripOpen = settings.value(StripOpenKey).toBool();
    state.isKeptInTray = settings.value(InTrayKey).toBool();
    state.wasTrayTold = settings.value(TrayToldKey).toBool();
    state.noticesOff = settings.value(NoticesOffKey).toStringList();
    state.isNoticeHeard = settings.value(NoticeHeardKey, true).toBool();
    if (settings.value(StripKey).canConvert<QPoint>())
        state.stripPlace = settings.value(StripKey).toPoint();
    return state;
}

bool WindowSettings::save(const WindowState &state) const
{
    const QString file = fileName();
    if (file.isEmpty())
        return true;
    if (!QDir().mkpath(m_directory))
        return false;
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(QStringLiteral("window/geometry"), state.geometry);
    settings.setValue(ThemeKey, state.theme);
    settings.setValue(LanguageKey, state.language);
    settings.setValue(ZoneKey, state.timeZone);
    settings.setValue(GroupingKey, state.grouping);
    settings.setValue(QStringLiteral("window/account"), state.account);
    settings.setValue(FilterKey, state.filter);
    settings.setValue(AccountsKey, state.accounts);
    settings.setValue(CurveKey, state.curve);
    settings.setValue(LogLevelKey, state.logLevel);
    settings.setValue(QStringLiteral("window/sort_frozen"), state.isSortFrozen);
    if (state.isFlashing)
        settings.setValue(FlashKey, *state.isFlashing);
    else
        settings.remove(FlashKey);
    settings.setValue(HiddenKey, state.areAmountsHidden);
    settings.setValue(RedUpKey, state.isRedUp);
    settings.setValue(StripOpenKey, state.isStripOpen);
    settings.setValue(InTrayKey, state.isKeptInTray);
    settings.setValue(TrayToldKey, state.wasTrayTold);
    settings.setValue(NoticesOffKey, state.noticesOff);
    settings.setValue(NoticeHeardKey, state.isNoticeHeard);
    if (state.stripPlace)
        settings.setValue(StripKey, *state.stripPlace);
    settings.setValue(VersionKey, LayoutVersion);
    settings.setValue(QStringLiteral("layout/positions_fitted"), state.isFitted);
    settings.setValue(DocksKey, state.docks);
    settings.setValue(ColumnsKey, state.positionsColumns);
    settings.remove(OldColumnsKey);
    settings.setValue(QStringLiteral("layout/fills"), state.fillsHeader);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

} // namespace lpm::gui
