// SPDX-License-Identifier: GPL-3.0-or-later
// StreamClient's resumption: a client that lost its connection is told the fills that it missed, up
// to the state that it was given when it came back.
#include "core/domain/words.h"
#include "server/json/views.h"
#include "server/limits.h"
#include "server/stream/streamclient.h"

#include <algorithm>

namespace lpm::server {

void StreamClient::run(const Resume &command)
{
    std::vector<Missed> missed;
    std::size_t bytes = 0;
    for (const auto &[name, seq] : command.seqs) {
        auto part = missedSince(name, command.epoch, seq);
        if (const auto *error = std::get_if<CommandError>(&part)) {
            run(*error);
            return;
        }
        missed.push_back(std::get<Missed>(std::move(part)));
        const domain::Address account = missed.back().account;
        if (std::count_if(missed.begin(), missed.end(),
                          [&](const Missed &other) { return other.account == account; })
            > 1) {
            run(CommandError{"invalid_argument", "an account is named twice: " + name});
            return;
        }
        for (const auto &fill : missed.back().fills)
            bytes += static_cast<std::size_t>(fill.frame->size());
    }
    if (bytes > limits::ResumeBytes) {
        run(CommandError{"not_resumable", "too much was missed: go on from the state"});
        return;
    }
    flush(); // what waits was asked for before
    confirm(missed);
    for (const Missed &part : missed) {
        m_resumed.insert(part.account);
        for (const auto &fill : part.fills) {
            if (!m_isClosing && passesFilter(*fill.update))
                m_link->send(fill.frame);
        }
    }
    if (isBehind() && isHopeless())
        close(CloseCode::TryAgainLater, QStringLiteral("too far behind: connect again"));
}

StreamClient::MissedOrError StreamClient::missedSince(const std::string &name,
                                                      const std::string &epoch,
                                                      std::uint64_t after) const
{
    const auto account = findAccount(m_services.backend, name);
    if (!account)
        return CommandError{"unknown_account",
                            "no watched account has this address or label: " + name};
    const auto heard = m_heardSince.find(account->address);
    if (heard == m_heardSince.end())
        return CommandError{"invalid_argument", "this connection does not follow " + name};
    if (m_resumed.contains(account->address))
        return CommandError{"invalid_argument", "it was resumed already: " + name};
    const auto summary = m_services.backend.summary(account->address);
    if (!summary || summary->epoch != epoch || after > heard->second)
        return CommandError{"not_resumable", "this was another run: go on from the state"};
    auto fills = m_services.memory.between(account->address, after, heard->second);
    if (!fills)
        return CommandError{"not_resumable", "a fill is forgotten already: go on from the state"};
    return Missed{account->address, after, heard->second, std::move(*fills)};
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
