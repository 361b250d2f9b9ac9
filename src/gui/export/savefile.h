// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a file as a whole or not at all: one that stood there stays until the new one is complete.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace lpm::gui {

base::Result<void> saveFile(const QString &path, const QByteArray &bytes); // Io, with the path

} // namespace lpm::gui
