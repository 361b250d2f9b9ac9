// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's dialogs may do with the settings and when it is refused: read from the program's
// own rows, tried as a start would try them, and only then kept in the config file. GUI thread.
#pragma once

#include "app/accountlookup.h"
#include "app/settingsfile.h"
#include "gui/setup/setup.h"

namespace lpm::app {

class WindowSetup : public gui::Setup
{
public:
    // Arguments and settings of this run; both must outlive it.
    WindowSetup(const Arguments &arguments, const config::Settings &settings);

    QString fileName() const override;
    std::vector<gui::SettingItem> settings() const override;
    QString store(const gui::SettingChanges &changes) override;
    QString watch(const gui::AccountToWatch &account) override;

    QString whyNoAddress(const QString &text) const override;
    std::optional<QString> givenExchange() const override;
    void lookUp(const QString &address, bool isTestnet,
                std::function<void(const gui::AccountStanding &)> reply) override;
    void forget() override;

    const std::optional<KeptChange> &keptChange() const { return m_file.keptChange(); }

private:
    base::Result<std::vector<std::string>> keptAccounts() const;
    std::string givenBy(const std::string &name) const; // "" by the file, or nobody
    QString whyNotHere() const;
    QString whyOtherNetwork() const;
    QString keep(const config::Changes &changes, std::optional<domain::RunMode> wanted);
    QString whyRefused(const config::Settings &start, const config::Changes &changes,
                       std::optional<domain::RunMode> wanted) const;

    const config::Settings &m_settings;
    SettingsFile m_file;
    AccountLookup m_lookup;
};

} // namespace lpm::app
