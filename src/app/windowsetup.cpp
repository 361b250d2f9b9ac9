// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowsetup.h"

#include "app/composition.h"
#include "app/settingitems.h"
#include "core/config/layers.h"
#include "core/exchange/hyperliquid/address.h"

#include <QCoreApplication>

#include <algorithm>

namespace lpm::app {

namespace hl = exchange::hyperliquid;
using base::Result;

namespace {

struct SetupTexts
{
    Q_DECLARE_TR_FUNCTIONS(WindowSetup)
};

// As a sentence in a dialog: an error's message begins small.
QString sentenceOf(const base::Error &error)
{
    QString sentence = QString::fromStdString(error.message);
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

QString reasonOf(const base::Error &error) { return QString::fromStdString(error.message); }

gui::AccountStanding standingOf(const Result<domain::RoleAnswer> &answer)
{
    using Kind = gui::AccountStanding::Kind;
    if (!answer)
        return {Kind::Unanswered, reasonOf(answer.error())};
    if (answer->role == domain::AccountRole::Missing)
        return {Kind::Unused, {}};
    if (answer->role == domain::AccountRole::Agent && answer->master)
        return {Kind::Agent, QString::fromStdString(hl::checksumText(*answer->master))};
    return {Kind::Active, {}};
}

bool isLive(const config::Changes &changes)
{
    const auto live = changes.find("live");
    return live != changes.end() && live->second && live->second->back() == "true";
}

bool namesAddress(const std::string &account, const domain::Address &address)
{
    const auto known = hl::checkedAddress(account.substr(0, account.find('=')));
    return known && *known == address;
}

} // namespace

WindowSetup::WindowSetup(const Arguments &arguments, const config::Settings &settings)
    : m_arguments(arguments), m_settings(settings)
{
}

QString WindowSetup::fileName() const { return QString::fromStdString(m_settings.configFile); }

// As the next start would have them: something may have been kept, or written by hand, meanwhile.
std::vector<gui::SettingItem> WindowSetup::settings() const
{
    const auto next = readInvocation(m_arguments);
    const auto kept = keptLayer();
    return settingItems(next ? next->settings : m_settings, kept ? *kept : config::Layer());
}

std::string WindowSetup::givenBy(const std::string &name) const
{
    const auto origin = m_settings.origins.find(name);
    return origin == m_settings.origins.end() || !goesBeforeTheFile(origin->second)
               ? std::string()
               : origin->second;
}

Result<std::string> WindowSetup::changedText(const config::Changes &changes) const
{
    if (m_settings.configFile.empty())
        return base::failure(base::ErrorCode::Configuration,
                             SetupTexts::tr("there is no place for a config file").toStdString());
    const auto text = config::readConfigFile(m_settings.configFile);
    if (!text)
        return base::failure(text.error());
    auto changed = config::withChanges(*text, changes);
    if (!changed)
        return base::failure(changed.error().code,
                             m_settings.configFile + ": " + changed.error().message);
    return changed;
}

Result<config::Settings> WindowSetup::tried(const std::string &text) const
{
    auto invocation = readInvocation(m_arguments, text);
    if (!invocation)
        return base::failure(base::ErrorCode::Configuration, invocation.error().message);
    return std::move(invocation->settings);
}

QString WindowSetup::store(const gui::SettingChanges &changes)
{
    return keep(fileChanges(changes), std::nullopt);
}

Result<config::Layer> WindowSetup::keptLayer() const
{
    const auto text = config::readConfigFile(m_settings.configFile);
    if (!text)
        return base::failure(text.error());
    return config::configFileLayer(*text, m_settings.configFile);
}

// With the account of a private key, which would be passed over once another one is named.
Result<std::vector<std::string>> WindowSetup::keptAccounts() const
{
    const auto layer = keptLayer();
    if (!layer)
        return base::failure(layer.error());
    const auto found = layer->find("account");
    if (found != layer->end())
        return found->second.values;
    std::vector<std::string> ofKey;
    if (m_settings.isKeyGiven) {
        for (const domain::WatchedAccount &account : m_settings.accounts)
            ofKey.push_back(hl::checksumText(account.address));
    }
    return ofKey;
}

// Of what an account to watch is made of, what the file cannot say.
QString WindowSetup::whyNotHere() const
{
    for (const char *name : {"live", "account"}) {
        const std::string by = givenBy(name);
        const bool isInTheWay
            = name != std::string_view("live") || m_settings.mode == domain::RunMode::Demo;
        if (!by.empty() && isInTheWay)
            return SetupTexts::tr("The setting %1 is given by %2, which goes before what is kept "
                                  "here: name the account there.")
                .arg(QLatin1String(name), originText(by));
    }
    return {};
}

QString WindowSetup::watch(const gui::AccountToWatch &account)
{
    const auto address = hl::checkedAddress(account.address.toStdString());
    if (!address)
        return sentenceOf(address.error());
    if (const QString reason = whyNotHere(); !reason.isEmpty())
        return reason;
    auto accounts = keptAccounts();
    if (!accounts)
        return sentenceOf(accounts.error());
    std::erase_if(*accounts, [&](const std::string &kept) { return namesAddress(kept, *address); });
    const std::string label = account.label.toStdString();
    accounts->push_back(hl::checksumText(*address) + (label.empty() ? "" : "=" + label));
    config::Changes changes{{"live", std::vector<std::string>{"true"}},
                            {"account", *std::move(accounts)}};
    if (givenExchange())
        return keep(changes, m_settings.mode);
    changes["testnet"] = std::vector<std::string>{account.isTestnet ? "true" : "false"};
    return keep(changes, account.isTestnet ? domain::RunMode::Testnet : domain::RunMode::Live);
}

// Tried as a start would read it, then written. `wanted`: the mode that must come of it.
QString WindowSetup::keep(const config::Changes &changes, std::optional<domain::RunMode> wanted)
{
    const auto text = changedText(changes);
    if (!text)
        return sentenceOf(text.error());
    const auto start = tried(*text);
    if (!start)
        return SetupTexts::tr("A start with this would be refused: %1")
            .arg(reasonOf(start.error()));
    if (start->mode == domain::RunMode::Demo && isLive(changes))
        return SetupTexts::tr("The program was started with --demo: start it without, to watch an "
                           "account.");
    const bool isLiveNow = m_settings.mode != domain::RunMode::Demo;
    if (start->mode == domain::RunMode::Demo && isLiveNow && m_settings.isKeyGiven)
        return SetupTexts::tr("A private key is given, so a start that is not live would be "
                              "refused.");
    if (wanted && start->mode != *wanted)
        return whyOtherNetwork();
    return write(*text);
}

QString WindowSetup::whyOtherNetwork() const
{
    const std::string by = givenBy("testnet");
    if (by.empty())
        return SetupTexts::tr("The next start would watch another network than this run: start anew "
                           "first.");
    return SetupTexts::tr("The setting testnet is given by %1, which goes before what is kept here: "
                       "choose that network, or change it there.")
        .arg(originText(by));
}

QString WindowSetup::write(const std::string &text)
{
    const auto before = config::readConfigFile(m_settings.configFile);
    if (!before)
        return sentenceOf(before.error());
    if (const auto written = config::writeConfigFile(m_settings.configFile, text); !written)
        return sentenceOf(written.error());
    m_kept = KeptChange{*before, text};
    return {};
}

QString WindowSetup::whyNoAddress(const QString &text) const
{
    const auto address = hl::checkedAddress(text.toStdString());
    if (!address)
        return sentenceOf(address.error());
    return address->isZero() ? SetupTexts::tr("The zero address belongs to nobody.") : QString();
}

// In the demo nothing but a choice between the networks leads away from it.
std::optional<QString> WindowSetup::givenExchange() const
{
    if (m_settings.mode == domain::RunMode::Demo)
        return std::nullopt;
    const auto access = accessOf(m_settings);
    return access ? std::optional(access->endpoints.info().authority()) : std::nullopt;
}

void WindowSetup::lookUp(const QString &address, bool isTestnet,
                         std::function<void(const gui::AccountStanding &)> reply)
{
    const auto checked = hl::checkedAddress(address.toStdString());
    if (!checked)
        return;
    hl::Endpoints endpoints = isTestnet ? hl::Endpoints::testnet() : hl::Endpoints::mainnet();
    if (givenExchange()) {
        if (const auto access = accessOf(m_settings))
            endpoints = access->endpoints;
    }
    m_lookup.ask(endpoints, *checked,
                 [reply = std::move(reply)](const Result<domain::RoleAnswer> &answer) {
                     reply(standingOf(answer));
                 });
}

void WindowSetup::forget() { m_lookup.forget(); }

} // namespace lpm::app
