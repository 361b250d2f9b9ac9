// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/jsonfields.h"

#include "core/audit/statejson.h"

namespace lpm::audit::json {

namespace {

using simdjson::error_code;

template <class T>
base::Result<T> valueOf(simdjson::simdjson_result<T> result)
{
    T value{};
    if (const error_code error = std::move(result).get(value))
        return corrupt(error);
    return value;
}

} // namespace

tl::unexpected<base::Error> corrupt(error_code error)
{
    return base::failure(base::ErrorCode::Corrupt, std::string("not the JSON expected (") +
                                                       simdjson::error_message(error) + ")");
}

// The parser has seen to it that the quote is closed.
std::optional<std::string_view> plainText(const char *begin)
{
    const char *end = begin;
    while (*end != '"' && *end != '\\')
        ++end;
    if (*end == '\\')
        return std::nullopt;
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
}

base::Result<std::string_view> text(Value value)
{
    const std::string_view token = value.raw_json_token();
    if (!token.starts_with('"'))
        return corrupt(simdjson::INCORRECT_TYPE);
    if (const auto plain = plainText(token.data() + 1))
        return *plain;
    return valueOf(value.get_string());
}

base::Result<std::string_view> rawText(Value value)
{
    simdjson::ondemand::object object;
    if (const error_code error = value.get_object().get(object))
        return corrupt(error);
    return valueOf(object.raw_json());
}

base::Result<std::int64_t> integer(Value value)
{
    return valueOf(value.get_int64());
}

base::Result<bool> boolean(Value value)
{
    return valueOf(value.get_bool());
}

base::Result<domain::Decimal> decimal(Value value)
{
    const auto read = text(value);
    if (!read)
        return base::failure(read.error());
    return readDecimal(*read);
}

base::Result<std::optional<domain::Decimal>> optionalDecimal(Value value)
{
    const auto isNull = valueOf(value.is_null());
    if (!isNull)
        return base::failure(isNull.error());
    if (*isNull)
        return std::optional<domain::Decimal>();
    const auto read = decimal(value);
    if (!read)
        return base::failure(read.error());
    return std::optional(*read);
}

base::Result<base::Timestamp> time(Value value)
{
    const auto read = text(value);
    if (!read)
        return base::failure(read.error());
    return base::parseRfc3339(*read);
}

base::Result<std::optional<base::Timestamp>> optionalTime(Value value)
{
    const auto isNull = valueOf(value.is_null());
    if (!isNull)
        return base::failure(isNull.error());
    if (*isNull)
        return std::optional<base::Timestamp>();
    const auto read = time(value);
    if (!read)
        return base::failure(read.error());
    return std::optional(*read);
}

} // namespace lpm::audit::json
