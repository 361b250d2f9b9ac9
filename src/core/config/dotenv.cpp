// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/dotenv.h"

#include "core/config/blanks.h"

#include <algorithm>

namespace lpm::config {

namespace {

bool isName(std::string_view text)
{
    const auto isLetter = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    };
    return !text.empty() && isLetter(text.front())
           && std::all_of(text.begin(), text.end(),
                          [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

bool isCommentOrEmpty(std::string_view text)
{
    return text.empty() || text.front() == '#';
}

char unescaped(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    default: return c;
    }
}

tl::unexpected<base::Error> malformed(const char *why)
{
    return base::failure(base::ErrorCode::Parse, why);
}

// In double quotes a backslash escapes; in single quotes everything is as it stands.
base::Result<std::string> quoted(std::string_view text)
{
    const char quote = text.front();
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == quote)
            return isCommentOrEmpty(trimmed(text.substr(i + 1)))
                       ? base::Result<std::string>(value)
                       : base::Result<std::string>(malformed("text behind the closing quote"));
        const bool isEscape = quote == '"' && text[i] == '\\' && i + 1 < text.size();
        value += isEscape ? unescaped(text[++i]) : text[i];
    }
    return malformed("a quote is not closed");
}

// A comment behind a value needs a blank in front: a # inside a value is part of it.
std::string plain(std::string_view text)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '#' && Blanks.find(text[i - 1]) != std::string_view::npos)
            return std::string(trimmed(text.substr(0, i)));
    }
    return std::string(text.front() == '#' ? std::string_view() : text);
}

base::Result<std::string> valueOf(std::string_view text)
{
    if (text.empty())
        return std::string();
    if (text.front() == '"' || text.front() == '\'')
        return quoted(text);
    return plain(text);
}

} // namespace

base::Result<std::map<std::string, std::string>> parseDotEnv(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    std::map<std::string, std::string> values;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (isCommentOrEmpty(line))
            continue;
        if (line.starts_with("export ") || line.starts_with("export\t"))
            line = trimmed(line.substr(7));
        const auto equals = line.find('=');
        const std::string_view name = trimmed(line.substr(0, equals));
        const auto in = "line " + std::to_string(number);
        if (equals == std::string_view::npos || !isName(name))
            return base::failure(base::ErrorCode::Parse, in + ": KEY=value expected");
        auto value = valueOf(trimmed(line.substr(equals + 1)));
        if (!value)
            return base::failure(value.error().in(in));
        values.insert_or_assign(std::string(name), *std::move(value));
    }
    return values;
}

} // namespace lpm::config
