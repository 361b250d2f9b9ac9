// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/flags.h"

#include "core/config/commandline.h"
#include "core/config/settingrows.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <numeric>
#include <sstream>

namespace lpm::config {

namespace {

constexpr int MostDays = 36'500; // of an age; a century
constexpr const char *ProgramName = "position-monitor";
constexpr const char *Description
    = "Watches the positions of Hyperliquid accounts and what they earn, and shows them in a "
      "window, over REST and over a WebSocket.\nWithout --live it runs on a simulated exchange.";
constexpr const char *Footer
    = "A flag is stronger than the environment, that than .env, that than the config file.\n"
      "HYPERLIQUID_PRIVATE_KEY (environment or .env only) is used once, to derive the account's\n"
      "address; the address itself, in HYPERLIQUID_ADDRESS or --account, is enough.\n"
      "Exit codes: 0 done, 1 failure, 2 usage, 65 audit trail broken, 69 exchange not available,\n"
      "73/77 cannot write, 75 data directory in use, 78 configuration.";

std::string helpOf(const Row &row)
{
    std::string text(row.help);
    if (!row.shownDefault.empty() && row.kind != RowKind::Switch)
        text += " [" + std::string(row.shownDefault) + "]";
    if (!row.environment.empty())
        text += " (" + std::string(row.environment) + ")";
    return text;
}

// CLI11 writes what a negated flag stands for behind it; people do not need that.
std::string withoutMarks(std::string help)
{
    constexpr std::string_view mark = "{false}";
    for (auto at = help.find(mark); at != std::string::npos; at = help.find(mark, at))
        help.erase(at, mark.size());
    return help;
}

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string suggestion(std::string_view word, const std::vector<std::string> &known)
{
    constexpr std::size_t mostEdits = 3;
    const auto nearest = std::min_element(known.begin(), known.end(), [&](auto &a, auto &b) {
        return distance(word, a) < distance(word, b);
    });
    const bool isNear = nearest != known.end() && distance(word, *nearest) <= mostEdits;
    return isNear ? "; did you mean " + *nearest + "?" : "; --help lists them";
}

// The command line as CLI11 sees it. Values come out as text: checking them is the rows' work.
class Parser
{
public:
    Parser() : m_app(Description, ProgramName)
    {
        m_app.set_version_flag("--version", std::string(ProgramName) + " " + LPM_VERSION,
                               "Print the version and exit");
        m_app.set_help_flag("-h,--help", "Print this help and exit");
        m_app.footer(Footer);
        m_app.fallthrough(); // flags may stand behind a sub-command too
        m_app.require_subcommand(0, 1);
        addSettings();
        addCommands();
    }

    tl::expected<Flags, EarlyExit> parse(int argc, const char *const *argv)
    {
        try {
            m_app.parse(argc, argv);
        } catch (const CLI::ExtrasError &) {
            return tl::unexpected(EarlyExit{ExitUsage, unknownArgument()});
        } catch (const CLI::Success &request) { // help or version
            std::ostringstream out;
            m_app.exit(request, out, out);
            return tl::unexpected(EarlyExit{0, withoutMarks(out.str())});
        } catch (const CLI::ParseError &error) {
            return tl::unexpected(EarlyExit{ExitUsage, error.what()});
        }
        return taken();
    }

private:
    void addSettings()
    {
        for (const Row &row : settingRows()) {
            if (!row.hasFlag)
                continue;
            const std::string flag = "--" + std::string(row.name);
            const std::string help = helpOf(row);
            m_known.push_back(flag);
            if (row.kind == RowKind::Switch) {
                m_options[&row] = m_app.add_flag(flag + ",!--no-" + std::string(row.name), help);
                continue;
            }
            // A list takes one value each time it is given: the next word may be a sub-command.
            CLI::Option *option = m_app.add_option(flag, help);
            option->type_name(std::string(row.placeholder))->type_size(1);
            if (row.kind == RowKind::List)
                option->expected(1, CLI::detail::expected_max_vector_size)
                    ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
                    ->allow_extra_args(false);
            else
                option->take_last();
            m_options[&row] = option;
        }
        const std::string demoHelp = "Run on the simulated exchange, whatever else is set";
        m_demo = m_app.add_flag("--demo", demoHelp);
        m_envFile = m_app.add_option("--env-file", "Settings as KEY=value lines [./.env]");
        m_configFile = m_app.add_option("--config", "Settings as a TOML file");
        m_envFile->type_name("FILE")->type_size(1)->take_last();
        m_configFile->type_name("FILE")->type_size(1)->take_last();
        for (const char *flag : {"--demo", "--env-file", "--config", "--help", "--version"})
            m_known.emplace_back(flag);
    }

    CLI::App *addCommand(CLI::App &parent, const char *name, const char *help)
    {
        m_commandNames.emplace_back(name);
        return parent.add_subcommand(name, help);
    }

    void addCommands()
    {
        CLI::App *audit = addCommand(m_app, "audit", "Work on an audit trail");
        audit->require_subcommand(1);
        m_verify = addCommand(*audit, "verify", "Check every line of an audit trail");
        m_verify->add_option("DIR", m_verifyDirectory, "LOG_DIR/trading")->required();
        m_compress = addCommand(*audit, "compress", "Pack the files of days long over");
        m_compress->add_option("DIR", m_compressDirectory, "LOG_DIR/trading")->required();
        m_compress->add_option("--older-than", m_compressAge, "Days (7)")
            ->check(CLI::Range(1, MostDays));
        CLI::App *ledger = addCommand(m_app, "ledger", "Work on the ledger");
        ledger->require_subcommand(1);
        m_rebuild = addCommand(*ledger, "rebuild", "Make the ledger anew from the audit trail");
        m_export = addCommand(m_app, "export", "Print what is recorded");
        m_export->add_option("WHAT", m_exportWhat, "fills, funding or positions")
            ->required()
            ->check(CLI::IsMember({"fills", "funding", "positions"}));
        m_export->add_option("--format", m_exportFormat, "csv or json")
            ->check(CLI::IsMember({"csv", "json"}));
        CLI::App *config = addCommand(m_app, "config", "Work on the configuration");
        config->require_subcommand(1);
        m_show = addCommand(*config, "show", "Print the settings in use");
        const std::string originHelp = "And where each comes from";
        m_origin = m_show->add_flag("--origin", originHelp);
        m_doctor = addCommand(m_app, "doctor", "Check what a run needs, and say what is missing");
        for (const char *flag : {"--format", "--origin", "--older-than"})
            m_known.emplace_back(flag);
    }

    // Names the flag without its value: that may be a secret.
    std::string unknownArgument() const
    {
        for (const std::string &word : m_app.remaining(true)) {
            if (word.starts_with('-') && word.size() > 1) {
                const std::string flag = word.substr(0, word.find('='));
                return "unknown flag " + flag + suggestion(flag, m_known);
            }
        }
        constexpr std::size_t longestCommand = 16;
        const auto words = m_app.remaining(true);
        if (words.empty() || words.front().size() > longestCommand)
            return "an argument is neither a flag nor a command; --help lists them";
        return "unknown command " + words.front() + suggestion(words.front(), m_commandNames);
    }

    Flags taken() const
    {
        Flags flags;
        for (const auto &[row, option] : m_options) {
            if (option->count() == 0)
                continue;
            flags.given.emplace(row->name,
                                Given{option->reduced_results(), "flag",
                                      "--" + std::string(row->name), true});
        }
        flags.isDemo = m_demo->count() > 0;
        if (m_envFile->count() > 0)
            flags.envFile = m_envFile->results().back();
        if (m_configFile->count() > 0)
            flags.configFile = m_configFile->results().back();
        takeCommand(flags);
        return flags;
    }

    void takeCommand(Flags &flags) const
    {
        if (m_verify->parsed()) {
            flags.command = Command::AuditVerify;
            flags.arguments = {m_verifyDirectory};
        } else if (m_compress->parsed()) {
            flags.command = Command::AuditCompress;
            flags.arguments = {m_compressDirectory, m_compressAge};
        } else if (m_rebuild->parsed()) {
            flags.command = Command::LedgerRebuild;
        } else if (m_export->parsed()) {
            flags.command = Command::Export;
            flags.arguments = {m_exportWhat, m_exportFormat};
        } else if (m_show->parsed()) {
            flags.command = Command::ConfigShow;
            if (m_origin->count() > 0)
                flags.arguments = {"--origin"};
        } else if (m_doctor->parsed()) {
            flags.command = Command::Doctor;
        }
    }

    CLI::App m_app;
    std::map<const Row *, CLI::Option *> m_options;
    std::vector<std::string> m_known;
    std::vector<std::string> m_commandNames;
    CLI::Option *m_demo = nullptr;
    CLI::Option *m_envFile = nullptr;
    CLI::Option *m_configFile = nullptr;
    CLI::Option *m_origin = nullptr;
    CLI::App *m_verify = nullptr;
    CLI::App *m_compress = nullptr;
    CLI::App *m_rebuild = nullptr;
    CLI::App *m_export = nullptr;
    CLI::App *m_show = nullptr;
    CLI::App *m_doctor = nullptr;
    std::string m_verifyDirectory;
    std::string m_compressDirectory;
    std::string m_compressAge = "7";
    std::string m_exportWhat;
    std::string m_exportFormat = "csv";
};

} // namespace

tl::expected<Flags, EarlyExit> readFlags(int argc, const char *const *argv)
{
    return Parser().parse(argc, argv);
}

} // namespace lpm::config
