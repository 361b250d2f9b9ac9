// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/export/savefile.h"

#include <QSaveFile>

namespace lpm::gui {

base::Result<void> saveFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return base::failure(base::ErrorCode::Io,
                         (path + QStringLiteral(": ") + file.errorString()).toStdString());
}

} // namespace lpm::gui
