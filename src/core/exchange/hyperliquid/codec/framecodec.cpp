// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/framecodec.h"

#include "core/base/jsonwriter.h"
#include "core/exchange/hyperliquid/codec/fillreading.h"
#include "core/exchange/hyperliquid/codec/inflate.h"
#include "core/exchange/hyperliquid/codec/markreading.h"
#include "core/exchange/hyperliquid/codec/statereading.h"

namespace lpm::exchange::hyperliquid {

namespace {

using json::Field;
using json::Reading;
using json::Value;

using enum json::Presence;

constexpr std::size_t ErrorTextBytes = 16u << 10; // it may echo a whole request of ours
constexpr std::size_t ShownErrorBytes = 200;
constexpr std::string_view Greeting = "Websocket connection established.";

// --- subscriptions -----------------------------------------------------------------------------

constexpr std::array<Field<Subscription>, 3> SubscriptionFields{{
    {"type", Required, json::into<&Subscription::type, json::text>},
    {"user", Optional, json::into<&Subscription::user, json::address>},
    {"coin", Optional, json::into<&Subscription::coin, json::text>},
}};

void readSubscription(Reading &r, Value &v, Subscription &subscription)
{
    readObject(r, v, SubscriptionFields, subscription);
}

void readMethod(Reading &r, Value &v, SubscriptionAck &ack)
{
    ack.isUnsubscribe = json::text(r, v) == "unsubscribe";
}

constexpr std::array<Field<SubscriptionAck>, 2> AckFields{{
    {"method", Optional, readMethod},
    {"subscription", Required, json::intoPart<&SubscriptionAck::subscription, readSubscription>},
}};

// Some refusals end with what they refuse: the subscription, or the whole request around it.
std::optional<Subscription> subjectOf(std::string_view text)
{
    const auto brace = text.find('{');
    if (brace == std::string_view::npos)
        return std::nullopt;
    const std::string_view echo = text.substr(brace);
    const auto bare =
        json::decodeDocument<Subscription>(echo, "echo", [](Reading &r, Value &v, Subscription &s) {
            readObject(r, v, SubscriptionFields, s);
        });
    if (bare)
        return *bare;
    const auto request = json::decodeDocument<SubscriptionAck>(
        echo, "echo",
        [](Reading &r, Value &v, SubscriptionAck &a) { readObject(r, v, AckFields, a); });
    return request ? std::optional(request->subscription) : std::nullopt;
}

FeedError errorOf(const std::string &text)
{
    FeedError error;
    error.isAlreadySubscribed = text.starts_with("Already subscribed");
    error.subject = subjectOf(text);
    error.text = json::beginningOf(text, ShownErrorBytes);
    return error;
}

// --- account channels --------------------------------------------------------------------------

struct FillRows : FillsFrame
{
    bool hasFills = false;
    bool hasSlices = false;
};

void readRows(Reading &r, Value &v, FillRows &rows)
{
    rows.hasFills = true;
    readFills(r, v, rows.fills);
}

void readSlices(Reading &r, Value &v, FillRows &rows)
{
    rows.hasSlices = rows.isTwap = true;
    readTwapFills(r, v, rows.fills);
}

constexpr std::array<Field<FillRows>, 4> FillsFields{{
    {"isSnapshot", Optional, json::into<&FillRows::isSnapshot, json::boolean>},
    {"user", Required, json::into<&FillRows::account, json::address>},
    {"fills", Optional, readRows},
    {"twapSliceFills", Optional, readSlices},
}};

constexpr std::array<Field<FundingsFrame>, 3> FundingsFields{{
    {"isSnapshot", Optional, json::into<&FundingsFrame::isSnapshot, json::boolean>},
    {"user", Required, json::into<&FundingsFrame::account, json::address>},
    {"fundings", Required, json::intoPart<&FundingsFrame::payments, readPushedFundings>},
}};

struct OneDex
{
    domain::Address account;
    domain::DexState state;
};

constexpr std::array<Field<OneDex>, 3> OneDexFields{{
    {"dex", Optional, [](Reading &r, Value &v, OneDex &o) { o.state.dex = json::text(r, v); }},
    {"user", Required, json::into<&OneDex::account, json::address>},
    {"clearinghouseState", Required, json::intoPart<&OneDex::state, readDexState>},
}};

// [name, state]
void readNamedDex(Reading &r, Value &v, domain::DexState &state)
{
    std::size_t count = 0;
    std::string name;
    readArray(r, v, [&](Value &element, std::size_t index) {
        count = index + 1;
        if (index == 0)
            name = json::text(r, element);
        else if (index == 1)
            readDexState(r, element, state);
        else
            json::skip(r, element);
    });
    state.dex = std::move(name);
    if (!r.failed() && count < 2)
        r.fail("is not a pair of a dex and its state");
}

void readAllDexes(Reading &r, Value &v, StateFrame &frame)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        readNamedDex(r, element, frame.dexes.emplace_back());
    });
}

constexpr std::array<Field<StateFrame>, 2> AllDexesFields{{
    {"user", Required, json::into<&StateFrame::account, json::address>},
    {"clearinghouseStates", Required, readAllDexes},
}};

// --- marks -------------------------------------------------------------------------------------

struct ActiveContext
{
    std::string coin;
    std::optional<domain::Decimal> mark;
};

constexpr std::array<Field<ActiveContext>, 2> ActiveContextFields{{
    {"coin", Required, json::into<&ActiveContext::coin, json::text>},
    {"ctx", Required, json::into<&ActiveContext::mark, readMarkOf>},
}};

void readContextMap(Reading &r, Value &v, MarksFrame &frame)
{
    readMap(r, v, [&](const std::string &coin, Value &context) {
        const auto mark = readUsableMarkOf(r, context);
        if (mark && isUsableName(coin))
            frame.marks.push_back({coin, *mark});
    });
}

base::Result<MarksFrame> decodePackedContexts(std::string_view base64)
{
    const auto inflated = inflateBase64(base64, base::limits::InflatedBytes);
    if (!inflated)
        return base::failure(inflated.error().in("fastAssetCtxs"));
    return json::decodeDocument<MarksFrame>(*inflated, "fastAssetCtxs", readContextMap);
}

// --- the frame ---------------------------------------------------------------------------------

// What one pass over a message finds. Text that needs a document of its own is decoded after it.
struct Message
{
    std::optional<std::string> channel;
    Frame frame = IgnoredFrame{};
    std::string packedContexts;
    std::string errorText;
    std::string dataBeforeChannel; // as raw JSON
};

void readActiveContext(Reading &r, Value &v, Message &message)
{
    ActiveContext context;
    readObject(r, v, ActiveContextFields, context);
    MarksFrame frame;
    if (context.mark && isUsableName(context.coin))
        frame.marks.push_back({context.coin, *context.mark});
    message.frame = std::move(frame);
}

template <bool IsTwap>
void readFillsChannel(Reading &r, Value &v, Message &message)
{
    FillRows rows;
    readObject(r, v, FillsFields, rows);
    if (!r.failed() && !(IsTwap ? rows.hasSlices : rows.hasFills))
        r.failMissing(IsTwap ? "twapSliceFills" : "fills");
    message.frame = static_cast<FillsFrame &&>(rows);
}

void readOneDexChannel(Reading &r, Value &v, Message &message)
{
    OneDex one;
    readObject(r, v, OneDexFields, one);
    StateFrame frame{one.account, {}, false};
    frame.dexes.push_back(std::move(one.state));
    message.frame = std::move(frame);
}

void readAllDexesChannel(Reading &r, Value &v, Message &message)
{
    StateFrame frame;
    frame.isAllDexes = true;
    readObject(r, v, AllDexesFields, frame);
    message.frame = std::move(frame);
}

void readPackedContexts(Reading &r, Value &v, Message &message)
{
    message.packedContexts = json::longText(r, v, base::limits::FeedFrameBytes);
}

void readErrorText(Reading &r, Value &v, Message &message)
{
    message.errorText = json::longText(r, v, ErrorTextBytes);
}

// The data of the channel is one object whose fields fill one kind of frame.
template <class Kind, const auto &Fields>
void readKind(Reading &r, Value &v, Message &message)
{
    readObject(r, v, Fields, message.frame.emplace<Kind>());
}

struct Channel
{
    std::string_view name;
    void (*read)(Reading &, Value &, Message &);
};

constexpr std::array<Channel, 10> Channels{{
    {"fastAssetCtxs", readPackedContexts},
    {"activeAssetCtx", readActiveContext},
    {"activeSpotAssetCtx", readActiveContext},
    {"userFills", readFillsChannel<false>},
    {"userTwapSliceFills", readFillsChannel<true>},
    {"userFundings", readKind<FundingsFrame, FundingsFields>},
    {"clearinghouseState", readOneDexChannel},
    {"allDexsClearinghouseState", readAllDexesChannel},
    {"subscriptionResponse", readKind<SubscriptionAck, AckFields>},
    {"error", readErrorText},
}};

const Channel *findChannel(std::string_view name)
{
    for (const Channel &channel : Channels) {
        if (channel.name == name)
            return &channel;
    }
    return nullptr;
}

void readData(Reading &r, Value &v, Message &message)
{
    if (!message.channel) {
        message.dataBeforeChannel = json::rawText(r, v);
        return;
    }
    const Channel *channel = findChannel(*message.channel);
    if (channel == nullptr)
        return json::skip(r, v);
    channel->read(r, v, message);
    if (r.failed())
        r.within(*message.channel);
}

constexpr std::array<Field<Message>, 2> MessageFields{{
    {"channel", Required, json::into<&Message::channel, json::text>},
    {"data", Optional, readData},
}};

// The keys were the other way round: once more, in the order that can be read in one pass.
std::string reordered(const Message &message)
{
    std::string json = R"({"channel":)";
    base::appendJsonString(json, *message.channel);
    return json + R"(,"data":)" + message.dataBeforeChannel + '}';
}

base::Result<Frame> frameOf(Message message)
{
    const std::string &channel = *message.channel;
    if (channel == "pong")
        return Pong{};
    if (channel == "error")
        return errorOf(message.errorText);
    if (channel == "fastAssetCtxs")
        return decodePackedContexts(message.packedContexts).map([](MarksFrame frame) {
            return Frame(std::move(frame));
        });
    if (findChannel(channel) == nullptr)
        return IgnoredFrame{channel};
    if (std::holds_alternative<IgnoredFrame>(message.frame))
        return base::failure(base::ErrorCode::Parse, "message: data is missing");
    return std::move(message.frame);
}

} // namespace

base::Result<Frame> decodeFrame(std::string_view text)
{
    if (text.starts_with(Greeting))
        return IgnoredFrame{"greeting"};
    auto message =
        json::decodeDocument<Message>(text, "message", [](Reading &r, Value &v, Message &m) {
            readObject(r, v, MessageFields, m);
        });
    if (!message)
        return base::failure(message.error());
    if (!message->dataBeforeChannel.empty())
        return decodeFrame(reordered(*message));
    return frameOf(std::move(*message));
}

} // namespace lpm::exchange::hyperliquid
