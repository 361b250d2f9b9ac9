// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/statecache.h"

#include "server/json/views.h"

#include <QByteArrayView>
#include <QCryptographicHash>

namespace lpm::server {

namespace {

constexpr int EtagDigits = 32; // 128 bits of SHA-256: two states never share one

std::string etagOf(const std::string &body)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(body.data(), static_cast<qsizetype>(body.size())));
    return '"' + hash.result().toHex().first(EtagDigits).toStdString() + '"';
}

EncodedStatePtr encode(std::vector<domain::SummaryPtr> summaries, bool isAll)
{
    auto state = std::make_shared<EncodedState>();
    base::JsonWriter json(state->body);
    if (isAll)
        writeSummaries(json, summaries);
    else
        writeSummary(json, *summaries.front());
    state->etag = etagOf(state->body);
    state->of = std::move(summaries);
    return state;
}

} // namespace

EncodedStatePtr StateCache::state(const AccountSelection &selection)
{
    std::vector<domain::SummaryPtr> summaries;
    for (const auto &account : selection.accounts) {
        summaries.push_back(m_backend.summary(account.address));
        if (!summaries.back())
            return nullptr;
    }
    if (summaries.empty() && !selection.isAll)
        return nullptr;
    EncodedStatePtr &kept =
        selection.isAll ? m_all : m_byAccount[selection.accounts.front().address];
    if (!kept || kept->of != summaries)
        kept = encode(std::move(summaries), selection.isAll);
    return kept;
}

std::string stateMessage(std::string_view type, const EncodedState &state)
{
    std::string text;
    text.reserve(state.body.size() + 32);
    text += "{\"type\":";
    base::appendJsonString(text, type);
    text += ',';
    text.append(state.body, 1);
    return text;
}

} // namespace lpm::server
