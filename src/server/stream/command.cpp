// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/command.h"

#include "server/limits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <vector>

namespace lpm::server {

namespace {

using Names = std::optional<std::vector<std::string>>;

// Brackets outside strings. Counted before parsing: a parser's stack is not the client's to use.
bool isDeeperThan(std::string_view text, int limit)
{
    int depth = 0;
    bool isInString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isInString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                isInString = false;
        } else if (c == '"') {
            isInString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limit)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

CommandError invalid(std::string message)
{
    return CommandError{"invalid_argument", std::move(message)};
}

// A list of texts, or null, or left out. false: something else.
bool readNames(const QJsonObject &object, QLatin1String key, Names &names)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() || value.isNull())
        return true;
    if (!value.isArray() || value.toArray().size() > limits::SubscribeNames)
        return false;
    names.emplace();
    const QJsonArray list = value.toArray();
    for (const QJsonValue &name : list) {
        if (!name.isString())
            return false;
        names->push_back(name.toString().toStdString());
    }
    return true;
}

bool isEvent(const std::string &name)
{
    static constexpr std::array<std::string_view, 3> events{"fill", "price_update",
                                                            "position_change"};
    return std::find(events.begin(), events.end(), name) != events.end();
}

Command parseSubscribe(const QJsonObject &object)
{
    Subscribe subscribe;
    if (!readNames(object, QLatin1String("symbols"), subscribe.symbols))
        return invalid("symbols must be a list of at most 1000 texts");
    if (!readNames(object, QLatin1String("accounts"), subscribe.accounts))
        return invalid("accounts must be a list of at most 1000 addresses or labels");
    if (!readNames(object, QLatin1String("events"), subscribe.events) ||
        (subscribe.events &&
         !std::all_of(subscribe.events->begin(), subscribe.events->end(), isEvent)))
        return invalid("events must be a list out of fill, price_update, position_change");

    const QJsonValue interval = object.value(QLatin1String("min_interval_ms"));
    if (!interval.isUndefined() && !interval.isNull()) {
        subscribe.minIntervalMs = interval.toInt(-1);
        if (subscribe.minIntervalMs < 0 || subscribe.minIntervalMs > limits::MinIntervalMax)
            return invalid("min_interval_ms must be a whole number from 0 to 3600000");
    }
    const QJsonValue format = object.value(QLatin1String("format"));
    subscribe.isCompact = format == QJsonValue(QLatin1String("compact"));
    if (subscribe.isCompact || format.isUndefined() || format.isNull()
        || format == QJsonValue(QLatin1String("full")))
        return subscribe;
    return invalid("format must be full or compact");
}

// A whole number that a double carries exactly.
std::optional<std::uint64_t> readSeq(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!(number >= 0) || number > limits::SeqMax || number != std::floor(number))
        return std::nullopt;
    return static_cast<std::uint64_t>(number);
}

Command parseResume(const QJsonObject &object)
{
    const QJsonValue epoch = object.value(QLatin1String("epoch"));
    if (!epoch.isString())
        return invalid("epoch must be a text, as a state tells it");
    const QJsonValue seqs = object.value(QLatin1String("seqs"));
    const QJsonObject numbers = seqs.toObject();
    if (!seqs.isObject() || numbers.isEmpty() || numbers.size() > limits::SubscribeNames)
        return invalid("seqs must be an object: of each account the last seq that was heard");
    Resume resume{epoch.toString().toStdString(), {}};
    for (auto one = numbers.begin(); one != numbers.end(); ++one) {
        const auto seq = readSeq(one.value());
        if (!seq)
            return invalid("a seq must be a whole number");
        resume.seqs.emplace(one.key().toStdString(), *seq);
    }
    return resume;
}

Command parseGetSummary(const QJsonObject &object)
{
    const QJsonValue account = object.value(QLatin1String("account"));
    if (account.isUndefined() || account.isNull())
        return GetSummary{};
    if (!account.isString())
        return invalid("account must be an address, a label, or all");
    return GetSummary{account.toString().toStdString()};
}

Command parseObject(const QJsonObject &object)
{
    const QJsonValue action = object.value(QLatin1String("action"));
    if (!action.isString())
        return CommandError{"unknown_action", "a message needs an action, which is a text"};
    const QString name = action.toString();
    if (name == QLatin1String("get_summary"))
        return parseGetSummary(object);
    if (name == QLatin1String("ping"))
        return Ping{};
    if (name == QLatin1String("subscribe"))
        return parseSubscribe(object);
    if (name == QLatin1String("resume"))
        return parseResume(object);
    if (name == QLatin1String("auth"))
        return Authenticate{object.value(QLatin1String("token")).toString().toStdString()};
    return CommandError{"unknown_action",
                        "actions are get_summary, ping, subscribe, resume and auth, not this one"};
}

// A key between its quotes, escapes undone. The text is JSON.
QString keyOf(std::string_view quoted)
{
    const std::string list = '[' + std::string(quoted) + ']';
    return QJsonDocument::fromJson(QByteArray::fromStdString(list)).array().at(0).toString();
}

// Qt's reader takes the last of two equal keys, others the first: what is meant nobody knows. The
// text is JSON and not too deep.
bool hasRepeatedKey(std::string_view text)
{
    std::vector<std::set<QString>> objects; // the keys of those that are open; an array has none
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '{' || c == '[') {
            objects.emplace_back();
        } else if (c == '}' || c == ']') {
            objects.pop_back();
        } else if (c == '"') {
            const std::size_t begin = i;
            for (++i; text[i] != '"'; ++i)
                i += text[i] == '\\' ? 1 : 0;
            const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1);
            const bool isKey = next != std::string_view::npos && text[next] == ':';
            if (isKey && !objects.back().insert(keyOf(text.substr(begin, i + 1 - begin))).second)
                return true;
        }
    }
    return false;
}

} // namespace

Command parseCommand(std::string_view text)
{
    if (isDeeperThan(text, limits::JsonDepth))
        return CommandError{"too_deep", "a message may nest 64 levels at most"};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), &error);
    if (error.error != QJsonParseError::NoError)
        return CommandError{"invalid_json", "a message must be JSON"};
    if (hasRepeatedKey(text))
        return CommandError{"invalid_json", "a message must not name a key twice"};
    if (!document.isObject())
        return CommandError{"not_an_object", "a message must be a JSON object"};
    return parseObject(document.object());
}

} // namespace lpm::server
