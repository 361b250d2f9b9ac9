// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/faults.h"

#include <charconv>
#include <optional>

namespace lpm::simulator {

namespace {

using base::ErrorCode;
using base::failure;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int Always = 1000;
constexpr int LongestWindow = 86'400; // s

struct FaultRow
{
    std::string_view name;
    Fault fault;
    int perMille; // unless the list says another
};

constexpr FaultRow Rows[] = {
    {"drop", Fault::Drop, 20},           {"duplicate", Fault::Duplicate, 60},
    {"reorder", Fault::Reorder, 50},     {"shuffle", Fault::Shuffle, 200},
    {"truncated", Fault::Truncated, 10}, {"stall", Fault::Stall, 2},
    {"mute", Fault::Mute, Always},       {"close", Fault::Close, 2},
    {"expire", Fault::Expire, 2},        {"http429", Fault::Http429, 50},
    {"http502", Fault::Http502, 50},     {"http-html200", Fault::HttpHtml200, 50},
    {"http-null", Fault::HttpNull, 50},  {"http-truncated", Fault::HttpTruncated, 50},
    {"http-cut", Fault::HttpCut, 50},    {"http-hang", Fault::HttpHang, 20},
    {"http-slow", Fault::HttpSlow, 20},  {"http-huge", Fault::HttpHuge, 20},
    {"gzip-bomb", Fault::GzipBomb, 20},  {"redirect", Fault::Redirect, 50},
};

const FaultRow *rowOf(std::string_view name)
{
    for (const FaultRow &row : Rows) {
        if (row.name == name)
            return &row;
    }
    return nullptr;
}

std::string nameOf(Fault fault)
{
    for (const FaultRow &row : Rows) {
        if (row.fault == fault)
            return std::string(row.name);
    }
    return {};
}

std::string knownNames()
{
    std::string names;
    for (const FaultRow &row : Rows)
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    return names;
}

std::optional<int> wholeNumber(std::string_view text, int most)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > most)
        return std::nullopt;
    return number;
}

// Cuts what follows the mark off the text; nullopt: there is no such mark.
std::optional<std::string_view> cutBehind(std::string_view &text, char mark)
{
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view behind = text.substr(at + 1);
    text = text.substr(0, at);
    return behind;
}

base::Result<FaultRule> readRule(std::string_view entry)
{
    const std::string whole(entry);
    const auto window = cutBehind(entry, '@');
    const auto rate = cutBehind(entry, ':');
    const auto channel = cutBehind(entry, '=');
    const FaultRow *row = rowOf(entry);
    if (row == nullptr)
        return failure(ErrorCode::InvalidArgument, "there is no fault \"" + std::string(entry) +
                                                       "\"; known are " + knownNames());
    const auto complain = [&whole](const char *what) {
        return failure(ErrorCode::InvalidArgument, "\"" + whole + "\": " + what);
    };
    if (channel.has_value() != (row->fault == Fault::Mute))
        return complain("mute=CHANNEL names a channel, the other faults none");
    FaultRule rule{row->fault, std::string(channel.value_or("")), window ? Always : row->perMille};
    if (rate) {
        const auto perMille = wholeNumber(*rate, Always);
        if (!perMille)
            return complain("a rate is a whole number from 0 to 1000, of a thousand");
        rule.perMille = *perMille;
    }
    if (window) {
        std::string_view start = *window;
        const auto length = cutBehind(start, '+');
        const auto from = wholeNumber(start, LongestWindow);
        const auto lasts = wholeNumber(length.value_or(""), LongestWindow);
        if (!from || !lasts)
            return complain("a window is START+LENGTH in whole seconds");
        rule.from = seconds(*from);
        rule.until = seconds(*from + *lasts);
    }
    return rule;
}

} // namespace

base::Result<FaultRules> parseFaults(std::string_view list)
{
    FaultRules rules;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const std::string_view entry = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        if (entry.empty())
            continue;
        auto rule = readRule(entry);
        if (!rule)
            return failure(rule.error());
        rules.push_back(std::move(*rule));
    }
    return rules;
}

FaultPlan::FaultPlan(FaultRules rules, Random random, std::int64_t now)
    : m_rules(std::move(rules)), m_random(random), m_since(now)
{
}

void FaultPlan::replace(FaultRules rules, std::int64_t now)
{
    m_rules = std::move(rules);
    m_since = now;
}

bool FaultPlan::happens(const FaultRule &rule, std::int64_t now)
{
    const milliseconds age(now - m_since);
    if (age < rule.from || age >= rule.until || !m_random.chance(rule.perMille))
        return false;
    ++m_struck[nameOf(rule.fault)];
    return true;
}

bool FaultPlan::strikes(Fault fault, std::int64_t now)
{
    for (const FaultRule &rule : m_rules) {
        if (rule.fault == fault && happens(rule, now))
            return true;
    }
    return false;
}

bool FaultPlan::mutes(std::string_view channel, std::int64_t now)
{
    for (const FaultRule &rule : m_rules) {
        if (rule.fault == Fault::Mute && rule.channel == channel && happens(rule, now))
            return true;
    }
    return false;
}

} // namespace lpm::simulator
