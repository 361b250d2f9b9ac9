// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/checks.h"

#include "core/config/settingrows.h"

#include <QFileInfo>
#include <QUrl>

#include <filesystem>

namespace lpm::config {

Checked checkUrl(const std::string &text, const char *name,
                 std::pair<const char *, const char *> schemes, const char *what)
{
    const QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool isOpen = scheme == QLatin1String(schemes.first);
    const bool isEncrypted = scheme == QLatin1String(schemes.second);
    const std::string wanted = std::string(schemes.second) + "://";
    if (!url.isValid() || url.host().isEmpty() || (!isOpen && !isEncrypted) ||
        !url.userInfo().isEmpty())
        return refused(std::string(name) + ": expected an address that begins with " + wanted);
    if (isOpen && !isLoopback(url.host().toStdString()))
        return refused(std::string(name) + ": " + what +
                       " that is not on this computer is reached "
                       "by " +
                       wanted + " only");
    return {};
}

Checked checkReadable(const std::string &path, const char *name)
{
    const QFileInfo info(QString::fromStdString(path));
    if (!info.isFile() || !info.isReadable())
        return refused(std::string(name) + ": " + path + " is not a file that can be read");
    return {};
}

Checked checkTokenFile(const std::string &path)
{
    if (auto readable = checkReadable(path, "token-file"); !readable)
        return readable;
    const QFileInfo info(QString::fromStdString(path));
    if (info.size() == 0)
        return refused("token-file: " + path + " is empty");
#ifndef Q_OS_WIN
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ExeGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOther;
    if ((info.permissions() & others) != 0)
        return refused("token-file: others may read " + path + "; chmod 600 it");
#endif
    return {};
}

void makePathsAbsolute(Settings &settings, const std::string &workingDirectory)
{
    for (std::string *path : {&settings.dataDir, &settings.logDir, &settings.tokenFile,
                              &settings.tlsCertificate, &settings.tlsKey}) {
        if (!path->empty())
            *path = (std::filesystem::path(workingDirectory) / *path).lexically_normal().string();
    }
}

} // namespace lpm::config
