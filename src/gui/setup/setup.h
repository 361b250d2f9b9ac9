// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask of the program around it: the settings and their file, and what the
// exchange knows of an address. GUI thread; implemented by the application.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace lpm::gui {

enum class SettingKind { Switch, Choice, Text, List };

struct SettingItem
{
    QString name; // as the flag and the file call it: log-level
    QString help;
    QString hint; // how a value is written: HOST:PORT
    SettingKind kind = SettingKind::Text;
    QStringList choices; // of a Choice
    QStringList values;  // in use
    QString standard;    // what holds where nothing is set, as it is shown
    QString origin;      // where the value comes from, as a sentence names it; "" the default
    bool isOverridden = false; // it goes before what the file says
    bool isOfTheStart = false; // decides whether there is this window at all: not changed in it
};

// By name; nullopt: the default again.
using SettingChanges = std::map<QString, std::optional<QStringList>>;

struct AccountStanding
{
    enum class Kind { Active, Agent, Unused, Unanswered };
    Kind kind = Kind::Unanswered;
    QString text; // the master's address of an agent; why there is no answer
};

struct AccountToWatch
{
    QString address;
    QString label;
    bool isTestnet = false; // of no weight where the exchange is given
};

class Setup
{
public:
    Setup() = default;
    virtual ~Setup() = default;
    Setup(const Setup &) = delete;
    Setup &operator=(const Setup &) = delete;

    virtual QString fileName() const = 0;
    virtual std::vector<SettingItem> settings() const = 0;
    // Both hold from the next start. "" when it is stored, else why not: nothing was changed then.
    virtual QString store(const SettingChanges &changes) = 0;
    virtual QString watch(const AccountToWatch &account) = 0;

    // "" for an address that can be watched, else what is wrong with the text.
    virtual QString whyNoAddress(const QString &text) const = 0;
    // The exchange that is given from outside; nullopt: there is a choice between the two networks.
    virtual std::optional<QString> givenExchange() const = 0;
    // The reply comes later, and never once another address is asked for or forget() is called.
    virtual void lookUp(const QString &address, bool isTestnet,
                        std::function<void(const AccountStanding &)> reply) = 0;
    virtual void forget() = 0;
};

} // namespace lpm::gui
