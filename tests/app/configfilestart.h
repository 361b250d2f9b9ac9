// SPDX-License-Identifier: GPL-3.0-or-later
// A start with a config file of its own, by --config.
#pragma once

#include "app/invocation.h"
#include "core/config/configfile.h"

#include <QByteArrayList>
#include <QString>
#include <QTemporaryDir>

#include <string>
#include <vector>

namespace lpm::app::testing {

struct ConfigFileStart
{
    explicit ConfigFileStart(const std::string &text, QByteArrayList flags = {})
        : path(folder.filePath(QStringLiteral("config.toml")).toStdString())
    {
        write(text);
        flags.prepend(QByteArray::fromStdString(path));
        flags.prepend("--config");
        flags.prepend("position-monitor");
        words = flags;
        for (QByteArray &word : words)
            pointers.push_back(word.data());
        arguments = {static_cast<int>(pointers.size()), pointers.data()};
    }
    ConfigFileStart(const ConfigFileStart &) = delete;
    ConfigFileStart &operator=(const ConfigFileStart &) = delete;

    void write(const std::string &text) const
    {
        if (!config::writeConfigFile(path, text))
            qFatal("no config file");
    }
    std::string file() const { return *config::readConfigFile(path); }

    QTemporaryDir folder;
    std::string path;
    QByteArrayList words;
    std::vector<char *> pointers;
    Arguments arguments;
};

} // namespace lpm::app::testing
