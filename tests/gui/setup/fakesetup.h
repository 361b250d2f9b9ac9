// SPDX-License-Identifier: GPL-3.0-or-later
// A program around the window that answers what a test tells it to.
#pragma once

#include "gui/setup/setup.h"

namespace lpm::gui::testing {

class FakeSetup : public Setup
{
public:
    QString fileName() const override { return QStringLiteral("/home/trader/config.toml"); }
    std::vector<SettingItem> settings() const override { return items; }
    QString store(const SettingChanges &changes) override
    {
        stored = changes;
        return refusal;
    }
    QString watch(const AccountToWatch &account) override
    {
        watched.push_back(account);
        return refusal;
    }
    QString whyNoAddress(const QString &text) const override
    {
        return text.size() == 42 ? QString() : QStringLiteral("expected 0x and 40 hex digits");
    }
    std::optional<QString> givenExchange() const override { return exchange; }
    void lookUp(const QString &address, bool isTestnet,
                std::function<void(const AccountStanding &)> reply) override
    {
        asked += (isTestnet ? QStringLiteral("testnet ") : QStringLiteral("mainnet ")) + address;
        waiting = std::move(reply);
    }
    void forget() override { waiting = nullptr; }

    std::vector<SettingItem> items;
    std::optional<QString> exchange;
    QString refusal;
    SettingChanges stored;
    std::vector<AccountToWatch> watched;
    QStringList asked;
    std::function<void(const AccountStanding &)> waiting;
};

} // namespace lpm::gui::testing
