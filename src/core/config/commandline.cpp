// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/commandline.h"

#include "core/config/dotenv.h"
#include "core/config/flags.h"
#include "core/config/layers.h"
#include "core/config/rules.h"
#include "core/config/settingrows.h"
#include "core/config/wipe.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace lpm::config {

namespace {

constexpr const char *PrivateKeyName = "HYPERLIQUID_PRIVATE_KEY";
constexpr std::uintmax_t LargestFile = 1u << 20; // of .env and the config file
constexpr const char *DataFolder = "/position-monitor";

struct File
{
    std::string path; // absolute
    std::string shown;
    bool isRequired = false; // named by the user: its absence is an error
};

// "" for a file that is absent and not required.
tl::expected<std::string, EarlyExit> readText(const File &file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file.path, error);
    if (error && !file.isRequired)
        return std::string();
    std::ifstream stream(file.path, std::ios::binary);
    if (error || !stream)
        return refused("cannot read " + file.shown);
    if (size > LargestFile)
        return refused(file.shown + " is larger than 1 MiB");
    return std::string{std::istreambuf_iterator<char>(stream), {}};
}

class Resolution
{
public:
    Resolution(Flags flags, Surroundings &surroundings)
        : m_flags(std::move(flags)), m_surroundings(surroundings)
    {
    }
    ~Resolution() { wipe(m_circumstances.privateKey); }
    Resolution(const Resolution &) = delete;
    Resolution &operator=(const Resolution &) = delete;

    tl::expected<Invocation, EarlyExit> run(const AddressRules &addresses)
    {
        auto invocation = resolved(addresses);
        if (!invocation) {
            invocation.error().isKeyGiven = m_isKeyGiven;
            invocation.error().isOfWindow = m_flags.command == Command::Run && !isHeadlessAsked();
            invocation.error().configFile = m_configFile;
        }
        return invocation;
    }

private:
    tl::expected<Invocation, EarlyExit> resolved(const AddressRules &addresses)
    {
        if (auto read = readLayers(); !read)
            return tl::unexpected(read.error());
        Draft draft;
        draft.settings.pnlThreshold = domain::Decimal::fromUnits(1, 2);
        for (const Row &row : settingRows()) {
            if (auto stored = store(row, draft); !stored)
                return tl::unexpected(stored.error());
        }
        describeSurroundings();
        auto settings = applyRules(std::move(draft), m_circumstances, addresses);
        if (!settings)
            return tl::unexpected(settings.error());
        settings->warnings = std::move(m_warnings);
        settings->configFile = m_configFile;
        settings->isKeyGiven = m_isKeyGiven;
        return Invocation{m_flags.command, *std::move(settings), m_flags.arguments};
    }

    tl::expected<void, EarlyExit> readLayers()
    {
        m_layers[0] = std::move(m_flags.given);
        m_layers[1] = environmentLayer(m_surroundings.environment, "environment");
        takePrivateKey(m_surroundings.environment);
        auto dotEnv = readDotEnv();
        if (!dotEnv)
            return tl::unexpected(dotEnv.error());
        m_layers[2] = *std::move(dotEnv);
        auto configFile = readConfigFile();
        if (!configFile)
            return tl::unexpected(configFile.error());
        m_layers[3] = *std::move(configFile);
        for (Layer &layer : m_layers) {
            if (auto split = splitListenIn(layer); !split)
                return split;
        }
        return {};
    }

    // A value that is none of a switch may have been meant so.
    bool isHeadlessAsked() const
    {
        return std::any_of(m_layers.begin(), m_layers.end(), [](const Layer &layer) {
            const auto found = layer.find("headless");
            return found != layer.end() && parseSwitch(found->second.values.back()).value_or(true);
        });
    }

    tl::expected<Layer, EarlyExit> readDotEnv()
    {
        const std::string shown = m_flags.envFile.value_or(".env");
        auto text = readText({absolute(shown), shown, m_flags.envFile.has_value()});
        if (!text)
            return tl::unexpected(text.error());
        const Wiper wiper(*text);
        auto variables = parseDotEnv(*text);
        if (!variables)
            return refused(shown + " " + variables.error().message);
        const auto key = variables->find(PrivateKeyName);
        if (key != variables->end() && !key->second.empty() && isOpenToOthers(absolute(shown)))
            m_warnings.push_back(absolute(shown) + " holds a " + PrivateKeyName +
                                 " and can be read by others: its mode should be 600 (chmod 600)");
        takePrivateKey(*variables);
        return environmentLayer(*variables, ".env");
    }

    tl::expected<Layer, EarlyExit> readConfigFile()
    {
        const std::string shown = m_flags.configFile.value_or(m_surroundings.defaultConfigFile);
        if (shown.empty())
            return Layer();
        m_configFile = absolute(shown);
        const auto text = m_surroundings.configText
                              ? tl::expected<std::string, EarlyExit>(*m_surroundings.configText)
                              : readText({absolute(shown), shown, m_flags.configFile.has_value()});
        if (!text)
            return tl::unexpected(text.error());
        auto layer = configFileLayer(*text, shown);
        if (!layer)
            return refused(layer.error().message);
        return *std::move(layer);
    }

    // POSIX: elsewhere a file's mode says nothing of who may read it.
    static bool isOpenToOthers(const std::string &path)
    {
#ifdef _WIN32
        static_cast<void>(path);
        return false;
#else
        using std::filesystem::perms;
        std::error_code unreadable;
        const auto mode = std::filesystem::status(path, unreadable).permissions();
        return !unreadable && (mode & (perms::group_all | perms::others_all)) != perms::none;
#endif
    }

    // The first one counts; every one is wiped where it was.
    void takePrivateKey(std::map<std::string, std::string> &variables)
    {
        const auto found = variables.find(PrivateKeyName);
        if (found == variables.end())
            return;
        m_isKeyGiven = m_isKeyGiven || !found->second.empty();
        if (m_circumstances.privateKey.empty())
            m_circumstances.privateKey = found->second;
        wipe(found->second);
    }

    tl::expected<void, EarlyExit> store(const Row &row, Draft &draft) const
    {
        for (const Layer &layer : m_layers) {
            const auto found = layer.find(row.name);
            if (found == layer.end() || row.store == nullptr)
                continue;
            const auto stored = row.store(draft, found->second.values);
            if (!stored)
                return tl::unexpected(badValue(found->second, stored.error()));
            draft.settings.origins.emplace(row.name, found->second.origin);
            return {};
        }
        if (row.store != nullptr)
            draft.settings.origins.emplace(row.name, "default");
        return {};
    }

    void describeSurroundings()
    {
        m_circumstances.command = m_flags.command;
        m_circumstances.isDemoFlag = m_flags.isDemo;
        const auto live = m_layers[0].find("live");
        m_circumstances.isLiveFlag
            = live != m_layers[0].end() && parseSwitch(live->second.values.back()).value_or(false);
        m_circumstances.workingDirectory = m_surroundings.workingDirectory;
        m_circumstances.dataHome = m_surroundings.dataHome;
    }

    std::string absolute(const std::string &path) const
    {
        return (std::filesystem::path(m_surroundings.workingDirectory) / path).string();
    }

    Flags m_flags;
    Surroundings &m_surroundings;
    Circumstances m_circumstances;
    std::string m_configFile;
    bool m_isKeyGiven = false;
    std::array<Layer, 4> m_layers; // flags, environment, .env, config file
    std::vector<std::string> m_warnings;
};

} // namespace

Surroundings surroundingsOfThisProcess()
{
    Surroundings found;
    const auto take = [&found](const std::string &name) {
        if (const char *value = std::getenv(name.c_str()))
            found.environment.emplace(name, value);
    };
    for (const Row &row : settingRows()) {
        if (!row.environment.empty())
            take(std::string(row.environment));
    }
    take(PrivateKeyName);
    // Not only unset: the bytes would still be in the process's memory and in /proc.
    if (char *key = std::getenv(PrivateKeyName)) {
        wipe(key, std::strlen(key));
        qunsetenv(PrivateKeyName);
    }
    found.workingDirectory = QDir::currentPath().toStdString();
    const auto folder = [](QStandardPaths::StandardLocation location) {
        return QStandardPaths::writableLocation(location).toStdString() + DataFolder;
    };
    found.dataHome = folder(QStandardPaths::GenericDataLocation);
    found.defaultConfigFile = folder(QStandardPaths::GenericConfigLocation) + "/config.toml";
    return found;
}

tl::expected<Invocation, EarlyExit> parse(int argc, const char *const *argv,
                                          Surroundings surroundings, const AddressRules &rules)
{
    const Wiper wiper(surroundings.environment[PrivateKeyName]);
    auto flags = readFlags(argc, argv);
    if (!flags)
        return tl::unexpected(flags.error());
    // A trail is a trail whatever the settings are.
    if (flags->command == Command::AuditVerify || flags->command == Command::AuditCompress)
        return Invocation{flags->command, {}, flags->arguments};
    return Resolution(*std::move(flags), surroundings).run(rules);
}

} // namespace lpm::config
