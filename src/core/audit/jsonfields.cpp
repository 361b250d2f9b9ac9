// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/jsonfields.h"

#include "core/audit/statejson.h"

namespace lpm::audit::json {

namespace {

using simdjson::error_code;

tl::unexpected<base::Error> corrupt(error_code error)
{
    return base::failure(base::ErrorCode::Corrupt,
                         std::string("not the JSON expected (") + simdjson::error_message(error)
                             + ")");
}

template <class T>
base::Result<T> valueOf(simdjson::simdjson_result<T> result)
{
    T value{};
    if (const error_code error = std::move(result).get(value))
        return corrupt(error);
    return value;
}

error_code visitMembers(simdjson::ondemand::object &object, const MemberVisitor &visit)
{
    for (auto field : object) {
        std::string_view key;
        Value value;
        if (const error_code error = field.unescaped_key().get(key))
            return error;
        if (const error_code error = field.value().get(value))
            return error;
        visit(key, value);
    }
    return simdjson::SUCCESS;
}

} // namespace

base::Result<void> DocumentReader::forEachMember(std::string_view document,
                                                 const MemberVisitor &visit)
{
    simdjson::ondemand::document read;
    const auto capacity = document.size() + simdjson::SIMDJSON_PADDING;
    if (const error_code error
        = m_parser.iterate(document.data(), document.size(), capacity).get(read))
        return corrupt(error);
    simdjson::ondemand::object object;
    if (const error_code error = read.get_object().get(object))
        return corrupt(error);
    if (const error_code error = visitMembers(object, visit))
        return corrupt(error);
    if (read.current_location().error() == simdjson::SUCCESS) // not at the end
        return corrupt(simdjson::TRAILING_CONTENT);
    return {};
}

base::Result<void> forEachMember(Value object, const MemberVisitor &visit)
{
    simdjson::ondemand::object inner;
    if (const error_code error = object.get_object().get(inner))
        return corrupt(error);
    if (const error_code error = visitMembers(inner, visit))
        return corrupt(error);
    return {};
}

base::Result<std::string_view> text(Value value)
{
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
    if (value.is_null())
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
    if (value.is_null())
        return std::optional<base::Timestamp>();
    const auto read = time(value);
    if (!read)
        return base::failure(read.error());
    return std::optional(*read);
}

} // namespace lpm::audit::json
