// SPDX-License-Identifier: GPL-3.0-or-later
// The settings behind the window's dialogs: read from the program's own rows, tried as a start
// would try them, and only then kept in the config file. GUI thread.
#pragma once

#include "app/accountlookup.h"
#include "app/invocation.h"
#include "core/config/configfile.h"
#include "core/config/layers.h"
#include "gui/setup/setup.h"

namespace lpm::app {

// The config file before and after a change.
struct KeptChange
{
    std::string before;
    std::string after;
};

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

    const std::optional<KeptChange> &keptChange() const { return m_kept; } // the last

private:
    // What a start with the changes would be; nothing is written.
    base::Result<config::Settings> tried(const std::string &text) const;
    base::Result<std::string> changedText(const config::Changes &changes) const;
    base::Result<config::Layer> keptLayer() const;
    base::Result<std::vector<std::string>> keptAccounts() const;
    std::string givenBy(const std::string &name) const; // "" by the file, or nobody
    QString whyNotHere() const;
    QString whyOtherNetwork() const;
    QString write(const std::string &text);
    QString keep(const config::Changes &changes, std::optional<domain::RunMode> wanted);

    const Arguments &m_arguments;
    const config::Settings &m_settings;
    AccountLookup m_lookup;
    std::optional<KeptChange> m_kept;
};

} // namespace lpm::app
