// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingsfile.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QString>

#include <utility>

namespace lpm::app {

using base::Result;

namespace {

Result<config::Settings>
settingsOf(tl::expected<config::Invocation, config::EarlyExit> invocation)
{
    if (!invocation)
        return base::failure(base::ErrorCode::Configuration, invocation.error().message);
    return std::move(invocation->settings);
}

// Of a file that may be no TOML at all: a service that is kept without a window stays without.
bool asksForNoWindow(const std::string &text)
{
    static const QRegularExpression Asked(
        QStringLiteral("^\\s*headless\\s*=\\s*+[\"']?+(?!false\\b|off\\b|no\\b|0\\b)"),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return QString::fromStdString(text).contains(Asked);
}

} // namespace

bool isRefusedWindow(const config::EarlyExit &refusal)
{
    const auto text = config::readConfigFile(refusal.configFile);
    return refusal.exitCode == config::ExitConfiguration && refusal.isOfWindow && text
           && !asksForNoWindow(*text);
}

std::optional<config::Settings> settingsWithoutFile(const Arguments &arguments,
                                                    const config::EarlyExit &refusal)
{
    // A private key is known to the first reading only: what it stands for would be left out.
    if (!isRefusedWindow(refusal) || refusal.isKeyGiven
        || !QFileInfo(QString::fromStdString(refusal.configFile)).isFile())
        return std::nullopt;
    auto rest = readInvocation(arguments, std::string());
    if (!rest || rest->settings.headless)
        return std::nullopt;
    return std::move(rest->settings);
}

SettingsFile::SettingsFile(const Arguments &arguments, std::string path)
    : m_arguments(arguments), m_path(std::move(path))
{
}

Result<config::Layer> SettingsFile::layer() const
{
    const auto text = config::readConfigFile(m_path);
    if (!text)
        return base::failure(text.error());
    return config::configFileLayer(*text, m_path);
}

Result<std::string> SettingsFile::with(const config::Changes &changes) const
{
    const auto text = config::readConfigFile(m_path);
    if (!text)
        return base::failure(text.error());
    auto changed = config::withChanges(*text, changes);
    if (!changed)
        return base::failure(changed.error().code, m_path + ": " + changed.error().message);
    return changed;
}

Result<config::Settings> SettingsFile::next() const
{
    return settingsOf(readInvocation(m_arguments));
}

Result<config::Settings> SettingsFile::next(const std::string &text) const
{
    return settingsOf(readInvocation(m_arguments, text));
}

Result<void> SettingsFile::write(const std::string &text)
{
    const auto before = config::readConfigFile(m_path);
    if (!before)
        return base::failure(before.error());
    if (auto written = config::writeConfigFile(m_path, text); !written)
        return written;
    if (!m_kept)
        m_kept = KeptChange{*before, text};
    else if (m_kept->after == *before)
        m_kept->after = text; // else somebody wrote between: their text is not to be put back over
    return {};
}

} // namespace lpm::app
