// SPDX-License-Identifier: GPL-3.0-or-later
// Questions to a monitor elsewhere by HTTP. The token goes into a header, never into an address or
// a log; certificates are checked; no redirection is followed. GUI thread.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "gui/remote/remoteaddress.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

#include <functional>

class QNetworkReply;

namespace lpm::gui {

struct RemoteAnswer
{
    int status = 0;
    QJsonObject body;
};

class RemoteQuestions : public QObject
{
    Q_OBJECT
public:
    // Called once with the answer, whatever its status, or why there is none: the end of a sentence
    // that begins with the monitor's address. Never after drop().
    using Handler = std::function<void(const base::Result<RemoteAnswer> &answer)>;

    RemoteQuestions(RemoteAddress address, QByteArray token, base::Milliseconds patience,
                    QObject *parent = nullptr);
    ~RemoteQuestions() override;

    void setToken(const QByteArray &token) { m_token = token; } // of what is asked from now on
    void get(const QString &path, Handler handler);
    void post(const QString &path, Handler handler); // without a body
    void drop();                                     // what was asked is no longer of interest

private:
    struct Ending;

    QNetworkRequest requestTo(const QString &path) const;
    void follow(QNetworkReply *reply, Handler handler);
    static base::Result<RemoteAnswer> answerIn(QNetworkReply &reply, const Ending &ending);

    RemoteAddress m_address;
    QByteArray m_token;
    base::Milliseconds m_patience;
    QNetworkAccessManager m_network;
};

} // namespace lpm::gui
