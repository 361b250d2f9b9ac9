// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/requests.h"

#include "core/base/jsonwriter.h"

namespace lpm::exchange::hyperliquid {

namespace {

using base::JsonWriter;

// {"type":…,  …what the caller adds…}
template <class AddKeys>
std::string request(std::string_view type, AddKeys &&addKeys)
{
    std::string json;
    JsonWriter writer(json);
    writer.beginObject().key("type").string(type);
    addKeys(writer);
    writer.endObject();
    return json;
}

std::string message(std::string_view method, const Subscription &subscription)
{
    std::string json;
    JsonWriter writer(json);
    writer.beginObject().key("method").string(method).key("subscription").beginObject();
    writer.key("type").string(subscription.type);
    if (subscription.user)
        writer.key("user").string(subscription.user->text());
    if (!subscription.coin.empty())
        writer.key("coin").string(subscription.coin);
    writer.endObject().endObject();
    return json;
}

} // namespace

std::string accountRequest(std::string_view type, const domain::Address &account)
{
    return request(type, [&](JsonWriter &writer) { writer.key("user").string(account.text()); });
}

std::string clearinghouseStateRequest(const domain::Address &account, const std::string &dex)
{
    return request("clearinghouseState", [&](JsonWriter &writer) {
        writer.key("user").string(account.text());
        if (!dex.empty()) // "" is the default
            writer.key("dex").string(dex);
    });
}

std::string fillsByTimeRequest(const domain::Address &account, base::Timestamp start,
                               std::optional<base::Timestamp> end)
{
    return request("userFillsByTime", [&](JsonWriter &writer) {
        writer.key("user").string(account.text());
        writer.key("startTime").integer(base::toUnixMilliseconds(start));
        if (end)
            writer.key("endTime").integer(base::toUnixMilliseconds(*end));
        writer.key("aggregateByTime").boolean(false);
    });
}

std::string fundingRequest(const domain::Address &account, base::Timestamp start)
{
    return request("userFunding", [&](JsonWriter &writer) {
        writer.key("user").string(account.text());
        writer.key("startTime").integer(base::toUnixMilliseconds(start));
    });
}

std::string dexRequest(std::string_view type, const std::string &dex)
{
    return request(type, [&](JsonWriter &writer) {
        if (!dex.empty())
            writer.key("dex").string(dex);
    });
}

std::string plainRequest(std::string_view type)
{
    return request(type, [](JsonWriter &) {});
}

std::string subscribeMessage(const Subscription &subscription)
{
    return message("subscribe", subscription);
}

std::string unsubscribeMessage(const Subscription &subscription)
{
    return message("unsubscribe", subscription);
}

std::string pingMessage() { return R"({"method":"ping"})"; }

} // namespace lpm::exchange::hyperliquid
