// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one JSON document of the exchange by tables of fields. Strict about what is asked for
// (type, range, presence, given once), indifferent to what is not, and never through a double:
// a number's text goes straight to Decimal. The first thing wrong ends the reading.
#pragma once

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/domain/address.h"
#include "core/domain/decimal.h"

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lpm::exchange::hyperliquid::json {

using Value = simdjson::ondemand::value;

inline constexpr std::size_t TextBytes = 256;  // of a name, a hash, a word
inline constexpr std::size_t EchoedBytes = 40; // of outside text inside an error

// The beginning of a text, cut between characters, so that what is shown stays UTF-8.
std::string_view beginningOf(std::string_view text, std::size_t mostBytes);

// The state of one reading: whether and where it went wrong, and how deep it is.
class Reading
{
public:
    bool failed() const { return m_error.has_value(); }
    // `reason` continues a sentence that begins with the name of the field: "is not an object".
    void fail(std::string reason);
    void fail(base::ErrorCode code, std::string reason);
    void failAs(simdjson::error_code code);
    void failMissing(std::string_view field);
    void within(std::string_view place); // puts the place in front of the reason
    const std::optional<base::Error> &error() const { return m_error; }

    // false, and failed, where the document is nested too deeply.
    bool descend();
    void ascend() { --m_depth; }
    int depth() const { return m_depth; }

private:
    std::optional<base::Error> m_error;
    bool m_isPlaced = false;
    int m_depth = 0;
};

// --- scalars: each fails the reading and returns a default where the value is something else ---
domain::Decimal decimal(Reading &reading, Value &value);
std::int64_t integer(Reading &reading, Value &value);
int integerWithin(Reading &reading, Value &value, int lowest, int highest);
template <int Lowest, int Highest>
int within(Reading &reading, Value &value)
{
    return integerWithin(reading, value, Lowest, Highest);
}
base::Timestamp time(Reading &reading, Value &value);
bool boolean(Reading &reading, Value &value);
std::string text(Reading &reading, Value &value); // at most TextBytes
std::string name(Reading &reading, Value &value); // a text that is not empty
std::string longText(Reading &reading, Value &value, std::size_t mostBytes);
domain::Address address(Reading &reading, Value &value);
bool isNull(Value &value);
// The value as it stands in the document.
std::string rawText(Reading &reading, Value &value);
// Passes over a value nobody asked for; looks only at its nesting and its shape.
void skip(Reading &reading, Value &value);

// --- objects by table ------------------------------------------------------------------------
enum class Presence { Required, Optional }; // null counts as absent

template <class T>
struct Field
{
    std::string_view name;
    Presence presence;
    void (*read)(Reading &, Value &, T &);
};

// Index of the key, tried first where it stands in the exchange's usual order; `size` if unknown.
template <class T>
std::size_t indexOf(std::string_view key, const Field<T> *fields, std::size_t size,
                    std::size_t guess)
{
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t at = (guess + i) % size;
        if (fields[at].name == key)
            return at;
    }
    return size;
}

template <class T>
void readField(Reading &reading, simdjson::ondemand::field &item, const Field<T> *fields,
               std::size_t size, std::size_t &next, std::uint64_t &seen, T &into)
{
    std::size_t at = next % size;
    if (!item.key().unsafe_is_equal(fields[at].name)) {
        std::string_view key;
        if (const auto error = item.unescaped_key().get(key))
            return reading.failAs(error);
        at = indexOf(key, fields, size, next);
    }
    Value value = item.value();
    if (at == size)
        return skip(reading, value);
    const std::uint64_t bit = std::uint64_t{1} << at;
    if ((seen & bit) != 0)
        reading.fail("is given twice");
    else if (!isNull(value)) {
        seen |= bit;
        fields[at].read(reading, value, into);
    }
    if (reading.failed())
        reading.within(fields[at].name);
    next = at + 1;
}

// Fills `into` from an object; fields that are not in the table are passed over.
template <class T, std::size_t Size>
void readObject(Reading &reading, Value &value, const std::array<Field<T>, Size> &fields, T &into)
{
    static_assert(Size <= 64);
    simdjson::ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return reading.fail("is not an object");
    if (!reading.descend())
        return;
    std::uint64_t seen = 0;
    std::size_t next = 0;
    for (auto element : object) {
        simdjson::ondemand::field item;
        if (const auto error = std::move(element).get(item))
            return reading.failAs(error);
        readField(reading, item, fields.data(), Size, next, seen, into);
        if (reading.failed())
            return;
    }
    for (std::size_t i = 0; i < Size; ++i) {
        if (fields[i].presence == Presence::Required && (seen >> i & 1) == 0)
            return reading.failMissing(fields[i].name);
    }
    reading.ascend();
}

// --- what a table's entries do -----------------------------------------------------------------
// into<&Fill::coin, text>: the member becomes what the function reads.
template <auto Member, auto Read, class T>
void into(Reading &reading, Value &value, T &target)
{
    target.*Member = Read(reading, value);
}

// The function fills the member.
template <auto Member, auto ReadInto, class T>
void intoPart(Reading &reading, Value &value, T &target)
{
    ReadInto(reading, value, target.*Member);
}

// The value is an object whose fields belong to the same target.
template <const auto &Fields, class T>
void nested(Reading &reading, Value &value, T &target)
{
    readObject(reading, value, Fields, target);
}

// --- arrays and documents ----------------------------------------------------------------------
// Calls readElement(value, index) for each; failures name the row.
template <class ReadElement>
void readArray(Reading &reading, Value &value, ReadElement &&readElement)
{
    simdjson::ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return reading.fail("is not an array");
    if (!reading.descend())
        return;
    std::size_t index = 0;
    for (auto item : array) {
        Value element;
        if (const auto error = item.get(element))
            return reading.failAs(error);
        readElement(element, index);
        if (reading.failed())
            return reading.within("row " + std::to_string(index));
        ++index;
    }
    reading.ascend();
}

// Calls readEntry(key, value) for each key of an object whose keys are data.
template <class ReadEntry>
void readMap(Reading &reading, Value &value, ReadEntry &&readEntry)
{
    simdjson::ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return reading.fail("is not an object");
    if (!reading.descend())
        return;
    for (auto element : object) {
        simdjson::ondemand::field item;
        if (const auto error = std::move(element).get(item))
            return reading.failAs(error);
        std::string_view key;
        if (const auto error = item.unescaped_key().get(key))
            return reading.failAs(error);
        const std::string name(key); // the parser may reuse the room of the key
        Value entry = item.value();
        readEntry(name, entry);
        if (reading.failed())
            return reading.within(beginningOf(name, EchoedBytes));
    }
    reading.ascend();
}

// Reads a whole document, scalars included, to its end. `what` names it in errors.
std::optional<base::Error> readDocument(std::string_view json, std::string_view what,
                                        const std::function<void(Reading &, Value &)> &read);

// The same with a result: T is filled by read(reading, value, T&).
template <class T, class Read>
base::Result<T> decodeDocument(std::string_view json, std::string_view what, Read &&read)
{
    T result{};
    if (auto error = readDocument(
            json, what, [&](Reading &reading, Value &value) { read(reading, value, result); }))
        return base::failure(std::move(*error));
    return result;
}

} // namespace lpm::exchange::hyperliquid::json
