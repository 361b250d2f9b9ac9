// SPDX-License-Identifier: GPL-3.0-or-later
// Where a monitor elsewhere serves its API: https://desk.example:8000, by http on this computer
// only, since positions and the token must not cross a network in the open. A value.
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

namespace lpm::gui {

class RemoteAddress
{
public:
    // ws and wss are taken for http and https, the path of the stream is cut off; another path
    // stays in front of the API's own. Configuration: a sentence.
    static base::Result<RemoteAddress> of(const QString &text);

    QUrl question(const QString &pathAndQuery) const; // api/v1/positions/health
    QUrl stream() const;                              // of all accounts
    QString text() const;                             // https://desk.example:8000, for people
    QString folderName() const;                       // desk.example-8000: for what is kept of it

private:
    explicit RemoteAddress(QUrl base) : m_base(std::move(base)) {}

    QUrl m_base; // http or https, its path ends with a slash
};

} // namespace lpm::gui
