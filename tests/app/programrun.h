// SPDX-License-Identifier: GPL-3.0-or-later
// position-monitor as a process of its own, in a folder and an environment of its own: settings of
// whoever runs the tests stay out.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace lpm::app::testing {

using Environment = QMap<QString, QString>;

struct Ended
{
    int code = -1; // -1: a signal ended it, or it did not end
    QByteArray out;
    QByteArray err;
};

class Program
{
public:
    Program();
    ~Program(); // what still runs is killed

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString file(const QString &name, const QByteArray &content) const;

    // Runs to the end.
    Ended run(const QStringList &arguments, const Environment &environment = {}) const;

    // Starts headless on a free port, and returns once it says where it answers ("" if it ends).
    QByteArray start(const QStringList &arguments, const Environment &environment = {});
    // Starts with a window on no screen, and returns once it has said this ("" if it ends before).
    QByteArray show(const QStringList &arguments, const QByteArray &sign);
    // Waits until its log has this so often; what it said on stderr so far, "" if it ends before.
    QByteArray waitForLog(const QByteArray &sign, int times = 1);
    Ended terminate(); // as a service manager does
    QJsonObject get(const QString &path, int *status = nullptr) const;

private:
    void prepare(QProcess &process, const QStringList &arguments,
                 const Environment &environment) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors; // read by waitForLog()
    QByteArray m_address;
};

// The only sentence for people, among what the log writes beside it. "" if there is none, or more.
QByteArray sentenceIn(const QByteArray &errors);

QByteArray lastLine(const QByteArray &text);

// A port that was free a moment ago, and on which nothing answers.
quint16 silentPort();

} // namespace lpm::app::testing
