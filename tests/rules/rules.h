// SPDX-License-Identifier: GPL-3.0-or-later
// The rules on the sources that no compiler checks. Each looks at one file and says what it found.
#pragma once

#include "tests/rules/sourcefile.h"

#include <QMap>

namespace lpm::rules {

inline constexpr int LongestFunction = 70;
inline constexpr int LongestFile = 400;

// "core/sync: core/base core/domain" → who may be included by whom. A folder's first part is its
// name, of core the first two.
using Arrows = QMap<QString, QStringList>;
Arrows readArrows(const QString &text);

QStringList checkArrows(const SourceFile &file, const Arrows &arrows);
QStringList checkFloats(const SourceFile &file);
QStringList checkClocks(const SourceFile &file);
QStringList checkBannedWords(const SourceFile &file);
QStringList checkWidgets(const SourceFile &file);
QStringList checkSizes(const SourceFile &file);
QStringList checkHeader(const SourceFile &file); // the licence line
QStringList checkOpenTasks(const SourceFile &file);

} // namespace lpm::rules
