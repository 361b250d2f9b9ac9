// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowsetup.h"

#include "app/composition.h"
#include "app/settingitems.h"
#include "app/windowrefusals.h"
#include "core/exchange/hyperliquid/address.h"
#include "gui/format/toldtext.h"

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

QString reasonOf(const base::Error &error) { return gui::toldText(error.message); }

QString sentenceOf(const base::Error &error) { return asSentence(reasonOf(error)); }

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
    : m_settings(settings), m_file(arguments, settings.configFile)
{
}

QString WindowSetup::fileName() const { return QString::fromStdString(m_file.path()); }

// As the next start would have them: something may have been kept, or written by hand, meanwhile.
std::vector<gui::SettingItem> WindowSetup::settings() const
{
    const auto next = m_file.next();
    const auto kept = m_file.layer();
    return settingItems(next ? *next : m_settings, kept ? *kept : config::Layer());
}

std::string WindowSetup::givenBy(const std::string &name) const
{
    const auto origin = m_settings.origins.find(name);
    return origin == m_settings.origins.end() || !goesBeforeTheFile(origin->second)
               ? std::string()
               : origin->second;
}

QString WindowSetup::store(const gui::SettingChanges &changes)
{
    return keep(fileChanges(changes), std::nullopt);
}

// With the account of a private key, which would be passed over once another one is named.
Result<std::vector<std::string>> WindowSetup::keptAccounts() const
{
    const auto layer = m_file.layer();
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
    if (m_file.path().empty())
        return asSentence(SetupTexts::tr("there is no place for a config file"));
    const auto text = m_file.with(changes);
    if (!text)
        return sentenceOf(text.error());
    const auto start = m_file.next(*text);
    if (!start)
        return SetupTexts::tr("A start with this would be refused: %1")
            .arg(reasonOf(start.error()));
    if (const QString reason = whyRefused(*start, changes, wanted); !reason.isEmpty())
        return reason;
    const auto written = m_file.write(*text);
    return written ? QString() : sentenceOf(written.error());
}

// Of a start that would not do what was wanted here.
QString WindowSetup::whyRefused(const config::Settings &start, const config::Changes &changes,
                                std::optional<domain::RunMode> wanted) const
{
    const bool isDemoNext = start.mode == domain::RunMode::Demo;
    if (isDemoNext && isLive(changes))
        return SetupTexts::tr("The program was started with --demo: start it without, to watch an "
                           "account.");
    const bool isLiveNow = m_settings.mode != domain::RunMode::Demo;
    if (isDemoNext && isLiveNow && m_settings.isKeyGiven)
        return SetupTexts::tr("A private key is given, so a start that is not live would be "
                              "refused.");
    return wanted && start.mode != *wanted ? whyOtherNetwork() : QString();
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
