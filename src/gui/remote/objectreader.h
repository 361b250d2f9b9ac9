// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the keys of one JSON object of the API. The first that is missing or wrong is remembered
// as a sentence, and the values read are then worth nothing: result() gives the one or the other.
// Keys that are not asked for are passed over: a newer monitor may tell more. Pure, any thread.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/domain/address.h"
#include "core/domain/decimal.h"
#include "core/domain/words.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lpm::gui {

// Every decimal that can exist, exactly: 38 digits, more than the exchange's wire may bring.
base::Result<domain::Decimal> readDecimal(std::string_view text);

class ObjectReader
{
public:
    // `what` stands in the sentence: position BTC-USD. The object must outlive the reader.
    ObjectReader(const QJsonObject &object, std::string what)
        : m_object(object), m_what(std::move(what))
    {
    }

    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }
    bool isTold(const char *key) const { return has(key) && !isUnknown(key); }

    // Of keys that an older monitor does not have: one that is missing is not known.
    std::string textIfTold(const char *key); // "" is not known
    std::optional<domain::Decimal> decimalIfTold(const char *key);
    std::optional<int> countIfTold(const char *key);

    // In the functions …OrUnknown null is "not known"; a key that is missing is an error.
    std::string text(const char *key);
    std::string textOrNone(const char *key); // null is ""
    domain::Decimal decimal(const char *key);
    std::optional<domain::Decimal> decimalOrUnknown(const char *key);
    base::Timestamp time(const char *key);
    std::optional<base::Timestamp> timeOrUnknown(const char *key);
    std::optional<base::Milliseconds> millisecondsOrUnknown(const char *key);
    domain::Address address(const char *key);
    bool boolean(const char *key);
    std::optional<bool> booleanOrUnknown(const char *key);
    bool isSet(const char *key); // a mark that is left out where it does not hold
    int count(const char *key);  // ≥ 0
    std::uint64_t seq(const char *key);
    std::uint64_t seqOrNone(const char *key); // null is 0
    std::int64_t id(const char *key);         // a number as text
    QJsonObject object(const char *key);
    QJsonArray array(const char *key);

    // One of domain::word()'s words.
    template <class Word>
    Word word(const char *key, std::initializer_list<Word> known)
    {
        const std::string said = text(key);
        for (const Word candidate : known) {
            if (said == domain::word(candidate))
                return candidate;
        }
        refuse(key, "is a word that is not known here");
        return *known.begin();
    }
    template <class Word>
    std::optional<Word> wordOrUnknown(const char *key, std::initializer_list<Word> known)
    {
        if (isUnknown(key))
            return std::nullopt;
        return word(key, known);
    }

    void refuse(const char *key, std::string_view why); // the first one stands
    void take(const base::Error &error);                // of a part that another reader read

    // What `read` makes of each, until one is wrong.
    template <class List, class Read>
    void each(const QJsonArray &array, const char *key, List &list, const Read &read)
    {
        for (const QJsonValue value : array) {
            if (!value.isObject())
                return refuse(key, "holds something that is no object");
            auto one = read(value.toObject());
            if (!one)
                return take(one.error());
            list.push_back(*std::move(one));
        }
    }

    template <class Value>
    base::Result<Value> result(Value value) const
    {
        if (m_error)
            return base::failure(*m_error);
        return value;
    }

private:
    bool isUnknown(const char *key) const;
    template <class Value>
    Value taken(const char *key, base::Result<Value> read);

    const QJsonObject &m_object;
    std::string m_what;
    std::optional<base::Error> m_error;
};

} // namespace lpm::gui
