// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/jsonreader.h"

#include "core/base/check.h"

#include <charconv>
#include <cstring>
#include <vector>

namespace lpm::exchange::hyperliquid::json {

namespace {

using base::ErrorCode;

// 9999-12-31T23:59:59.999Z: beyond it a time has no RFC 3339 text.
constexpr std::int64_t LastMillisecond = 253'402'300'799'999;

constexpr bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// By hand: find_first_not_of costs more than the rest of reading a field.
std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    return text;
}

std::string shortened(std::string_view text)
{
    const std::string_view shown = beginningOf(text, EchoedBytes);
    return shown.size() == text.size() ? std::string(text) : std::string(shown) + "…";
}

std::string quoted(std::string_view text)
{
    return std::string(1, '"').append(shortened(text)).append(1, '"');
}

bool isNumberToken(std::string_view token)
{
    return !token.empty() &&
           (token.front() == '-' || (token.front() >= '0' && token.front() <= '9'));
}

// The text of a number, in quotes or bare, as the exchange wrote it; empty where it is neither.
std::string_view numberText(Value &value)
{
    const std::string_view token = trimmed(value.raw_json_token());
    if (token.size() >= 2 && token.front() == '"' && token.back() == '"')
        return trimmed(token.substr(1, token.size() - 2));
    return isNumberToken(token) ? token : std::string_view();
}

// Whether brackets pair up, in kind too, and stay within the depth left. Strings are well formed
// already: the parser's first pass saw to it.
const char *faultOfNesting(std::string_view raw, int depthLeft)
{
    std::uint64_t kinds = 0; // one bit a level, set for an object
    int depth = 0;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c == '"') {
            for (++i; i < raw.size() && raw[i] != '"'; ++i)
                i += raw[i] == '\\' ? 1 : 0;
        } else if (c == '{' || c == '[') {
            if (++depth > depthLeft)
                return "is nested too deeply";
            kinds = kinds << 1 | (c == '{' ? 1U : 0U);
        } else if (c == '}' || c == ']') {
            if (depth-- == 0 || ((kinds & 1) != 0) != (c == '}'))
                return "has brackets that do not pair";
            kinds >>= 1;
        }
    }
    return depth == 0 ? nullptr : "has brackets that do not pair";
}

static_assert(base::limits::JsonDepth <= 64, "one bit of a word a level");

// The parser and the padded copy it needs, kept between documents of a thread: a page of fills
// would otherwise pay for megabytes of fresh memory each time. Holds no state between readings.
struct Scratch
{
    static constexpr std::size_t KeptBytes = 2u << 20; // a page of 2,000 fills is 0.7 MB

    simdjson::ondemand::parser parser;
    std::vector<char> padded;
    bool isBusy = false;

    // The document becomes the only element of an array: so a scalar is read like anything else,
    // and what follows it shows as a second element or as a broken array.
    simdjson::padded_string_view wrapped(std::string_view json)
    {
        const std::size_t size = json.size() + 2;
        if (padded.size() < size + simdjson::SIMDJSON_PADDING)
            padded.resize(size + simdjson::SIMDJSON_PADDING);
        padded[0] = '[';
        std::memcpy(padded.data() + 1, json.data(), json.size());
        padded[size - 1] = ']';
        std::memset(padded.data() + size, ' ', simdjson::SIMDJSON_PADDING);
        return simdjson::padded_string_view(padded.data(), size, padded.size());
    }

    void release()
    {
        isBusy = false;
        if (padded.size() <= KeptBytes)
            return;
        padded = {};
        parser = simdjson::ondemand::parser();
    }
};

// Borrowed for one document, given back whichever way the reading ends.
class Lease
{
public:
    explicit Lease(Scratch &scratch) : m_scratch(scratch)
    {
        base::ensure(!scratch.isBusy, "a document is not read inside another");
        scratch.isBusy = true;
    }
    ~Lease() { m_scratch.release(); }
    Lease(const Lease &) = delete;
    Lease &operator=(const Lease &) = delete;

private:
    Scratch &m_scratch;
};

Scratch &scratchOfThread()
{
    thread_local Scratch scratch;
    return scratch;
}

void readOnly(Reading &reading, simdjson::ondemand::document &document,
              const std::function<void(Reading &, Value &)> &read)
{
    simdjson::ondemand::array array;
    if (const auto error = document.get_array().get(array))
        return reading.failAs(error);
    std::size_t count = 0;
    for (auto item : array) {
        Value value;
        if (const auto error = item.get(value))
            return reading.failAs(error);
        if (++count > 1)
            return reading.fail("is followed by something else");
        read(reading, value);
        if (reading.failed())
            return;
    }
    if (count == 0)
        return reading.fail("is empty");
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        reading.fail("is followed by something else");
}

} // namespace

std::string_view beginningOf(std::string_view text, std::size_t mostBytes)
{
    if (text.size() <= mostBytes)
        return text;
    std::size_t length = mostBytes;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        --length;
    return text.substr(0, length);
}

void Reading::fail(std::string reason) { fail(ErrorCode::Parse, std::move(reason)); }

void Reading::fail(ErrorCode code, std::string reason)
{
    if (!m_error)
        m_error = base::Error{code, std::move(reason)};
}

void Reading::failAs(simdjson::error_code code)
{
    switch (code) {
    case simdjson::UTF8_ERROR:
        return fail("is not UTF-8");
    case simdjson::DEPTH_ERROR:
        return fail("is nested too deeply");
    case simdjson::STRING_ERROR:
        return fail("holds a broken string");
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return fail("ends in its middle");
    default:
        return fail("is not well-formed JSON");
    }
}

void Reading::failMissing(std::string_view field)
{
    fail("is missing");
    within(field);
}

void Reading::within(std::string_view place)
{
    base::ensure(m_error.has_value(), "only a failure has a place");
    // A reason that is a predicate follows its place directly, one that names a place, after it.
    m_error->message = std::string(place) + (m_isPlaced ? ": " : " ") + m_error->message;
    m_isPlaced = true;
}

bool Reading::descend()
{
    if (++m_depth <= base::limits::JsonDepth)
        return true;
    fail("is nested too deeply");
    return false;
}

domain::Decimal decimal(Reading &reading, Value &value)
{
    const std::string_view text = numberText(value);
    if (text.empty()) {
        reading.fail("is not a decimal number");
        return {};
    }
    auto parsed = domain::Decimal::parse(text);
    if (parsed)
        return *parsed;
    reading.fail(parsed.error().code, parsed.error().code == ErrorCode::Overflow
                                          ? quoted(text) + " has too many digits"
                                          : quoted(text) + " is not a decimal number");
    return {};
}

std::int64_t integer(Reading &reading, Value &value)
{
    const std::string_view text = numberText(value);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
        reading.fail(text.empty() ? "is not a whole number"
                                  : quoted(text) + " is not a whole number");
        return 0;
    }
    return number;
}

int integerWithin(Reading &reading, Value &value, int lowest, int highest)
{
    const std::int64_t number = integer(reading, value);
    if (reading.failed())
        return lowest;
    if (number < lowest || number > highest) {
        reading.fail(std::to_string(number) + " is not between " + std::to_string(lowest) +
                     " and " + std::to_string(highest));
        return lowest;
    }
    return static_cast<int>(number);
}

base::Timestamp time(Reading &reading, Value &value)
{
    const std::int64_t number = integer(reading, value);
    if (!reading.failed() && (number < 0 || number > LastMillisecond))
        reading.fail(std::to_string(number) + " is not a time in milliseconds");
    return reading.failed() ? base::Timestamp{} : base::fromUnixMilliseconds(number);
}

bool boolean(Reading &reading, Value &value)
{
    bool truth = false;
    if (value.get_bool().get(truth) != simdjson::SUCCESS)
        reading.fail("is neither true nor false");
    return truth;
}

std::string text(Reading &reading, Value &value) { return longText(reading, value, TextBytes); }

std::string name(Reading &reading, Value &value)
{
    std::string string = text(reading, value);
    if (!reading.failed() && string.empty())
        reading.fail("is empty");
    return string;
}

std::string longText(Reading &reading, Value &value, std::size_t mostBytes)
{
    std::string_view string;
    if (value.get_string().get(string) != simdjson::SUCCESS) {
        reading.fail("is not a text");
        return {};
    }
    if (string.size() > mostBytes) {
        reading.fail(quoted(string) + " is too long");
        return {};
    }
    return std::string(string);
}

domain::Address address(Reading &reading, Value &value)
{
    const std::string string = text(reading, value);
    if (reading.failed())
        return {};
    auto parsed = domain::Address::parse(string);
    if (parsed)
        return *parsed;
    reading.fail("is not an address");
    return {};
}

bool isNull(Value &value)
{
    const std::string_view token = value.raw_json_token();
    return token.starts_with("null") && trimmed(token) == "null";
}

std::string_view rawView(Reading &reading, Value &value)
{
    simdjson::ondemand::json_type type{};
    if (const auto error = value.type().get(type)) {
        reading.failAs(error);
        return {};
    }
    std::string_view raw = value.raw_json_token();
    simdjson::error_code error = simdjson::SUCCESS;
    if (type == simdjson::ondemand::json_type::object) {
        simdjson::ondemand::object object;
        if ((error = value.get_object().get(object)) == simdjson::SUCCESS)
            error = object.raw_json().get(raw);
    } else if (type == simdjson::ondemand::json_type::array) {
        simdjson::ondemand::array array;
        if ((error = value.get_array().get(array)) == simdjson::SUCCESS)
            error = array.raw_json().get(raw);
    }
    if (error != simdjson::SUCCESS)
        reading.failAs(error);
    else if (const char *fault = faultOfNesting(raw, base::limits::JsonDepth - reading.depth()))
        reading.fail(fault);
    return reading.failed() ? std::string_view() : trimmed(raw);
}

std::string rawText(Reading &reading, Value &value) { return std::string(rawView(reading, value)); }

void skip(Reading &reading, Value &value)
{
    const std::string_view raw = rawView(reading, value);
    const bool isWord =
        !raw.empty() && (raw.front() == 't' || raw.front() == 'f' || raw.front() == 'n');
    if (!reading.failed() && isWord && raw != "true" && raw != "false" && raw != "null")
        reading.fail("is not well-formed JSON");
}

std::optional<base::Error> readDocument(std::string_view json, std::string_view what,
                                        const std::function<void(Reading &, Value &)> &read)
{
    Scratch &scratch = scratchOfThread();
    const Lease lease(scratch);
    Reading reading;
    simdjson::ondemand::document document;
    if (const auto error = scratch.parser.iterate(scratch.wrapped(json)).get(document))
        reading.failAs(error);
    else
        readOnly(reading, document, read);
    if (!reading.failed())
        return std::nullopt;
    reading.within(what);
    return reading.error();
}

} // namespace lpm::exchange::hyperliquid::json
