// SPDX-License-Identifier: GPL-3.0-or-later
// A text message of a stream client: a command within its limits, or words for the client.
#include "server/stream/command.h"

#include "server/limits.h"

#include "tests/fuzz/fuzzing.h"

namespace lpm::fuzz {
namespace {

using namespace server;

void checkNames(const std::optional<std::vector<std::string>> &names)
{
    if (!names)
        return;
    require(names->size() <= static_cast<std::size_t>(limits::SubscribeNames),
            "a list of names is bounded");
    for (const std::string &name : *names)
        require(isUtf8(name), "a name is UTF-8");
}

void check(const Subscribe &subscribe)
{
    checkNames(subscribe.symbols);
    checkNames(subscribe.accounts);
    checkNames(subscribe.events);
    if (subscribe.events) {
        for (const std::string &event : *subscribe.events)
            require(event == "fill" || event == "price_update" || event == "position_change",
                    "an event is one of three");
    }
    require(subscribe.minIntervalMs >= 0 && subscribe.minIntervalMs <= limits::MinIntervalMax,
            "an interval is 0 ms to an hour");
}

void check(const Resume &resume)
{
    require(isUtf8(resume.epoch), "an epoch is UTF-8");
    require(!resume.seqs.empty()
                && resume.seqs.size() <= static_cast<std::size_t>(limits::SubscribeNames),
            "some accounts are resumed, and not too many");
    for (const auto &[account, seq] : resume.seqs)
        require(isUtf8(account) && static_cast<double>(seq) <= limits::SeqMax,
                "a seq is a whole number that a double carries");
}

void check(const CommandError &error)
{
    require(!error.code.empty() && !error.message.empty(), "a refusal has its words");
}

void check(const GetSummary &ask)
{
    require(!ask.account || isUtf8(*ask.account), "an account is UTF-8");
}

void check(const Authenticate &) {}
void check(const Ping &) {}

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    lpm::fuzz::Bytes bytes(data, size);
    const std::string text(bytes.rest());
    const auto command = lpm::server::parseCommand(text);
    std::visit([](const auto &kind) { lpm::fuzz::check(kind); }, command);
    return 0;
}
