// SPDX-License-Identifier: GPL-3.0-or-later
// Another token for a monitor elsewhere that refuses the one it was given: a person chooses the
// file it is in. It stays in that file; nothing of it is kept or shown. GUI thread.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace lpm::gui {

// As --token-file reads it. An Error names the file and never what is in it.
using TokenReader = std::function<base::Result<QByteArray>(const QString &path)>;

QString otherTokenText(); // of the button

// Over the window, which may go before an answer comes. A file that cannot be used is told there.
void askOtherToken(QWidget &window, const TokenReader &read,
                   const std::function<void(const QByteArray &token)> &taken);

} // namespace lpm::gui
