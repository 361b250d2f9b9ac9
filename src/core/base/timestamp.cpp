// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/timestamp.h"

#include <array>

namespace lpm::base {

namespace {

char *putDigits(char *at, unsigned value, int width)
{
    for (int i = width - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return at + width;
}

char *putMark(char *at, char mark)
{
    *at = mark;
    return at + 1;
}

constexpr std::size_t DateLength = 10;

char *putDate(char *at, std::chrono::sys_days day)
{
    const std::chrono::year_month_day date{day};
    at = putMark(putDigits(at, static_cast<unsigned>(static_cast<int>(date.year())), 4), '-');
    at = putMark(putDigits(at, static_cast<unsigned>(date.month()), 2), '-');
    return putDigits(at, static_cast<unsigned>(date.day()), 2);
}

// Reads exactly `width` digits at `at`, and moves `at` behind them.
bool readDigits(std::string_view text, std::size_t &at, std::size_t width, int &value)
{
    if (at + width > text.size())
        return false;
    value = 0;
    for (const std::size_t end = at + width; at < end; ++at) {
        if (text[at] < '0' || text[at] > '9')
            return false;
        value = value * 10 + (text[at] - '0');
    }
    return true;
}

bool readMark(std::string_view text, std::size_t &at, char mark)
{
    if (at >= text.size() || text[at] != mark)
        return false;
    ++at;
    return true;
}

// The digits behind the point, cut to milliseconds.
bool readFraction(std::string_view text, std::size_t &at, int &milliseconds)
{
    milliseconds = 0;
    if (at >= text.size() || text[at] != '.')
        return true;
    ++at;
    int digits = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits) {
        if (digits < 3)
            milliseconds = milliseconds * 10 + (text[at] - '0');
    }
    for (int i = digits; i < 3; ++i)
        milliseconds *= 10;
    return digits >= 1 && digits <= 9;
}

} // namespace

Timestamp fromUnixMilliseconds(long long milliseconds)
{
    return Timestamp{Milliseconds{milliseconds}};
}

long long toUnixMilliseconds(Timestamp time)
{
    return time.time_since_epoch().count();
}

void appendRfc3339(std::string &out, Timestamp time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const auto inDay = static_cast<unsigned>((time - day).count());
    std::array<char, 24> text{};
    char *at = putMark(putDate(text.data(), day), 'T');
    at = putMark(putDigits(at, inDay / 3'600'000, 2), ':');
    at = putMark(putDigits(at, inDay / 60'000 % 60, 2), ':');
    at = putMark(putDigits(at, inDay / 1'000 % 60, 2), '.');
    putMark(putDigits(at, inDay % 1'000, 3), 'Z');
    out.append(text.data(), text.size());
}

std::string toRfc3339(Timestamp time)
{
    std::string text;
    text.reserve(24);
    appendRfc3339(text, time);
    return text;
}

Result<Timestamp> parseRfc3339(std::string_view text)
{
    std::size_t at = 0;
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0;
    const bool formed = readDigits(text, at, 4, year) && readMark(text, at, '-')
                        && readDigits(text, at, 2, month) && readMark(text, at, '-')
                        && readDigits(text, at, 2, day) && readMark(text, at, 'T')
                        && readDigits(text, at, 2, hour) && readMark(text, at, ':')
                        && readDigits(text, at, 2, minute) && readMark(text, at, ':')
                        && readDigits(text, at, 2, second) && readFraction(text, at, fraction)
                        && readMark(text, at, 'Z') && at == text.size();
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!formed || !date.ok() || hour > 23 || minute > 59 || second > 59)
        return failure(ErrorCode::Parse, "not an RFC 3339 time in UTC: " + std::string(text));
    return Timestamp{std::chrono::sys_days{date}} + std::chrono::hours{hour}
           + std::chrono::minutes{minute} + std::chrono::seconds{second} + Milliseconds{fraction};
}

std::string utcDay(Timestamp time)
{
    std::array<char, DateLength> text{};
    putDate(text.data(), std::chrono::floor<std::chrono::days>(time));
    return {text.data(), text.size()};
}

} // namespace lpm::base
