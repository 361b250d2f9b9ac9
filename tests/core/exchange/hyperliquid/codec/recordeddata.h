// SPDX-License-Identifier: GPL-3.0-or-later
// Where recorded answers of the exchange lie, for tests that read them.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

namespace lpm::tests {

inline QString recordedDataPath()
{
    const QString given = qEnvironmentVariable("LPM_RECORDED_DATA");
    return given.isEmpty()
               ? qEnvironmentVariable("LPM_SOURCE_DIR") + QStringLiteral("/../shared/data")
               : given;
}

inline bool hasRecordedData()
{
    return QDir(recordedDataPath() + QStringLiteral("/fills")).exists();
}

inline QByteArray recordedFile(const QString &name)
{
    QFile file(recordedDataPath() + QLatin1Char('/') + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QStringList recordedFiles(const QString &folder, const QString &pattern)
{
    QStringList names = QDir(recordedDataPath() + QLatin1Char('/') + folder)
                            .entryList({pattern}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.prepend(folder + QLatin1Char('/'));
    return names;
}

} // namespace lpm::tests
