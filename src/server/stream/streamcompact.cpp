// SPDX-License-Identifier: GPL-3.0-or-later
// StreamClient's way of telling an update: in full, or compact where the client asked for that and
// knows what is left out.
#include "server/stream/streamclient.h"

namespace lpm::server {

namespace {

// {"0": …, "1": …} of those from `first` on.
void writeNames(base::JsonWriter &json, const std::vector<std::string> &names, std::size_t first)
{
    json.beginObject();
    for (std::size_t i = first; i < names.size(); ++i)
        json.key(std::to_string(i)).string(names[i]);
    json.endObject();
}

} // namespace

void StreamClient::sendUpdate(const SharedUpdate &shared)
{
    if (!isCompact()) {
        m_link->send(shared.frame);
        return;
    }
    const FramePtr compact = compactFrame(shared);
    m_told[{shared.update->account, shared.update->symbol}] = shared.base;
    if (compact)
        sendNewNames(); // before what uses them
    m_link->send(compact ? compact : shared.frame);
}

// Null: to be told in full. What was replaced on the way is told from what this client knows.
FramePtr StreamClient::compactFrame(const SharedUpdate &shared)
{
    const auto told = m_told.find({shared.update->account, shared.update->symbol});
    if (told == m_told.end() || !told->second || !shared.base)
        return nullptr;
    if (told->second == shared.before)
        return shared.compact;
    const auto text
        = encodeCompact(*told->second, *shared.base, *shared.update, m_services.names);
    return text ? textFrame(*text) : nullptr;
}

// A state tells all positions of its accounts: flat ones by leaving them out.
void StreamClient::noteTold(const EncodedState &state)
{
    if (!isCompact())
        return;
    for (const auto &summary : state.of) {
        std::erase_if(m_told, [&](const auto &told) {
            return told.first.first == summary->account;
        });
        for (const auto &position : summary->positions)
            m_told[{summary->account, position.symbol}] = compactBase(position);
    }
}

// All of them are told with the subscription, once.
void StreamClient::nameWhatIsKnown()
{
    m_accountsNamed = m_symbolsNamed = 0;
    for (const auto &[account, seq] : m_joined) {
        m_services.names.accountNumber(account);
        if (const auto summary = m_services.backend.summary(account)) {
            for (const auto &position : summary->positions)
                m_services.names.symbolNumber(position.symbol);
        }
    }
}

void StreamClient::writeNewNames(base::JsonWriter &json)
{
    const auto &accounts = m_services.names.accounts();
    const auto &symbols = m_services.names.symbols();
    json.beginObject();
    writeNames(json.key("accounts"), accounts, m_accountsNamed);
    writeNames(json.key("symbols"), symbols, m_symbolsNamed);
    json.endObject();
    m_accountsNamed = accounts.size();
    m_symbolsNamed = symbols.size();
}

void StreamClient::sendNewNames()
{
    if (m_accountsNamed == m_services.names.accounts().size()
        && m_symbolsNamed == m_services.names.symbols().size())
        return;
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("type").string("names");
    writeNewNames(json.key("names"));
    json.endObject();
    sendText(text);
}

} // namespace lpm::server
