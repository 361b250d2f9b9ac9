// SPDX-License-Identifier: GPL-3.0-or-later
// StreamClient's resumption: a client that lost its connection is told what it missed, up to the
// state that it was given when it came back.
#include "core/domain/words.h"
#include "server/json/views.h"
#include "server/stream/streamclient.h"

namespace lpm::server {

namespace {

// Of what was replaced meanwhile: from the first that is not told to the last.
std::optional<Skipped> skippedOf(const domain::Address &account, std::uint64_t after,
                                 std::uint64_t to,
                                 const std::vector<domain::PositionUpdatePtr> &updates)
{
    std::uint64_t from = after + 1;
    for (auto told = updates.begin(); told != updates.end() && (*told)->seq == from; ++told)
        ++from;
    for (auto told = updates.rbegin(); told != updates.rend() && (*told)->seq == to; ++told)
        --to;
    return from > to ? std::nullopt : std::optional(Skipped{account, from, to});
}

} // namespace

void StreamClient::run(const Resume &command)
{
    std::vector<Missed> missed;
    for (const auto &[name, seq] : command.seqs) {
        const auto account = findAccount(m_services.backend, name);
        if (!account) {
            run(CommandError{"unknown_account",
                             "no watched account has this address or label: " + name});
            return;
        }
        auto part = missedSince(account->address, command.epoch, seq);
        if (!part) {
            startOver();
            return;
        }
        missed.push_back(std::move(*part));
    }
    flush(); // what waits was asked for before
    m_told.clear();
    confirm(missed);
    for (const Missed &part : missed) {
        if (const auto gap = skippedOf(part.account, part.after, part.to, part.updates))
            sendText(skippedText(*gap));
        for (const auto &update : part.updates) {
            if (passesFilter(*update))
                sendText(encodeUpdate(*update));
        }
    }
}

// nullopt: another run, or a fill among them is not remembered.
std::optional<StreamClient::Missed> StreamClient::missedSince(const domain::Address &account,
                                                              const std::string &epoch,
                                                              std::uint64_t after) const
{
    const auto summary = m_services.backend.summary(account);
    const auto heard = m_heardSince.find(account);
    if (!summary || summary->epoch != epoch || heard == m_heardSince.end()
        || after > heard->second)
        return std::nullopt;
    auto updates = m_services.memory.between(account, after, heard->second);
    if (!updates)
        return std::nullopt;
    return Missed{account, after, heard->second, std::move(*updates)};
}

// Not to be resumed: the state is the beginning.
void StreamClient::startOver()
{
    if (isBehind()) { // what waits could only come after the state
        close(CloseCode::TryAgainLater, QStringLiteral("not resumable: connect again"));
        return;
    }
    run(CommandError{"not_resumable", "what was missed is not in memory: a new state follows"});
    begin();
}

void StreamClient::confirm(const std::vector<Missed> &missed)
{
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("type").string("resumed");
    json.key("seqs").beginObject();
    for (const Missed &part : missed) {
        json.key(part.account.text()).beginObject();
        json.key("from").integer(part.after + 1);
        json.key("to").integer(part.to);
        json.endObject();
    }
    json.endObject().endObject();
    sendText(text);
}

} // namespace lpm::server
