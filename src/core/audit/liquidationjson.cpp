// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/liquidationjson.h"

#include "core/audit/jsonfields.h"

#include <optional>
#include <utility>

namespace lpm::audit {

using base::ErrorCode;
using domain::Liquidation;

namespace {

base::Result<domain::Address> readUser(json::Value value)
{
    const auto text = json::text(value);
    if (!text)
        return base::failure(text.error());
    const auto user = domain::Address::parse(*text);
    return user ? base::Result<domain::Address>(*user)
                : base::failure(ErrorCode::Corrupt, "a liquidated user that is no address");
}

// The members one by one; the first value that is not of its form is remembered.
class LiquidationReader
{
public:
    void member(std::string_view key, json::Value value)
    {
        if (key == "user")
            take(readUser(value), m_liquidation.liquidatedUser);
        else if (key == "mark_price")
            take(json::decimal(value), m_liquidation.markPrice);
        else if (key == "method")
            take(json::text(value), m_liquidation.method);
    }

    base::Result<Liquidation> result() const
    {
        return m_problem ? base::Result<Liquidation>(base::failure(*m_problem)) : m_liquidation;
    }

private:
    template <class T, class Into>
    void take(base::Result<T> value, Into &into)
    {
        if (value)
            into = *std::move(value);
        else if (!m_problem)
            m_problem = value.error();
    }

    Liquidation m_liquidation;
    std::optional<base::Error> m_problem;
};

} // namespace

void writeLiquidation(base::JsonWriter &writer, const Liquidation &liquidation)
{
    writer.beginObject();
    if (liquidation.liquidatedUser)
        writer.key("user").string(liquidation.liquidatedUser->text());
    if (liquidation.markPrice)
        writer.key("mark_price").string(liquidation.markPrice->text());
    writer.key("method").string(liquidation.method);
    writer.endObject();
}

base::Result<Liquidation> readLiquidation(std::string_view json)
{
    const simdjson::padded_string padded(json);
    LiquidationReader reader;
    json::DocumentReader document;
    const auto done = document.forEachMember(
        padded, [&reader](std::string_view key, json::Value value) { reader.member(key, value); });
    if (!done)
        return base::failure(done.error());
    return reader.result();
}

} // namespace lpm::audit
