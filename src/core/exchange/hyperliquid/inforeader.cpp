// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/inforeader.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/exchange/hyperliquid/codec/fillcodec.h"
#include "core/exchange/hyperliquid/codec/requests.h"
#include "core/exchange/hyperliquid/codec/statecodec.h"
#include "core/exchange/hyperliquid/codec/universecodec.h"

#include <utility>

namespace lpm::exchange::hyperliquid {

namespace {

using base::limits::FillsPerPage;
using base::limits::FundingRowsPerPage;

// hyperliquid.md 5.1.
constexpr int LightWeight = 2;
constexpr int UsualWeight = 20;
constexpr int RoleWeight = 60;
constexpr int RowsPerWeight = 20;

constexpr int surchargeOf(std::size_t rows)
{
    return (static_cast<int>(rows) + RowsPerWeight - 1) / RowsPerWeight;
}

std::string_view bytesOf(const QByteArray &body)
{
    return {body.constData(), static_cast<std::size_t>(body.size())};
}

// Decodes the body of an answer that has one; `what` is put in front of an error.
template <class T, class Decode>
base::Result<T> decodedAnswer(const RestAnswer &answer, std::string_view what, Decode &&decode)
{
    if (!answer.body)
        return base::failure(answer.body.error().in(what));
    return decode(bytesOf(*answer.body));
}

// A question with one answer that costs nothing more.
template <class T, class Decode>
void askOne(RestClient &rest, RestQuestion question, std::string what, Decode decode,
            Reply<T> reply)
{
    rest.ask(std::move(question),
             [what = std::move(what), decode, reply = std::move(reply)](const RestAnswer &answer) {
                 reply(decodedAnswer<T>(answer, what, decode));
                 return 0;
             });
}

// Half a list was a whole one when the exchange counted its rows; a page of a proxy was none.
bool mayHoldRows(const RestAnswer &answer)
{
    return answer.body && answer.body->trimmed().startsWith('[');
}

// A question whose answer costs by its rows. Those that cannot be read are told to `tellRejected`.
template <class Row, class Decode>
void askRows(RestClient &rest, std::string body, std::string what, Priority priority, int mostRows,
             Decode decode, InfoReader::RowRejected tellRejected, Reply<std::vector<Row>> reply)
{
    const int mostSurcharge = surchargeOf(static_cast<std::size_t>(mostRows));
    rest.ask({std::move(body), priority, UsualWeight, mostSurcharge},
             [what = std::move(what), decode, mostSurcharge, tellRejected = std::move(tellRejected),
              reply = std::move(reply)](const RestAnswer &answer) {
                 auto read = decodedAnswer<ReadableRows<Row>>(answer, what, decode);
                 if (!read) {
                     reply(base::failure(read.error()));
                     return mayHoldRows(answer) ? mostSurcharge : 0;
                 }
                 const int surcharge = surchargeOf(read->rows.size() + read->rejected.size());
                 for (const std::string &reason : read->rejected)
                     tellRejected(reason);
                 reply(std::move(read->rows));
                 return surcharge;
             });
}

// --- several answers that make one -------------------------------------------------------------

template <class T>
struct Gathering
{
    T whole{};
    std::size_t missing = 0;
    Reply<T> reply;

    void fail(const base::Error &error)
    {
        if (auto once = std::exchange(reply, nullptr))
            once(base::failure(error));
    }
    void arrived()
    {
        if (--missing > 0)
            return;
        if (auto once = std::exchange(reply, nullptr))
            once(std::move(whole));
    }
};

struct CatalogParts
{
    std::vector<std::vector<domain::Instrument>> perps; // a dex each
    std::vector<domain::Instrument> spot;
};

domain::InstrumentCatalog catalogOf(CatalogParts parts)
{
    domain::InstrumentCatalog catalog;
    // Where two pairs show one symbol, the symbol finds the one added last: the first listed.
    for (auto pair = parts.spot.rbegin(); pair != parts.spot.rend(); ++pair)
        catalog.add(std::move(*pair));
    for (auto &perps : parts.perps) {
        for (domain::Instrument &perp : perps)
            catalog.add(std::move(perp));
    }
    return catalog;
}

// Instruments out of an answer. A question that the other side does not know gives none of them:
// what is traded is then guessed from fills.
base::Result<std::vector<domain::Instrument>> instrumentsOf(
    const RestAnswer &answer, std::string_view what,
    const std::function<base::Result<std::vector<domain::Instrument>>(std::string_view)> &decode)
{
    if (answer.isUnknownQuestion()) {
        qCWarning(base::logExchange).nospace()
            << "the exchange does not answer " << QString::fromStdString(std::string(what))
            << " (HTTP " << answer.status << "); going on without it";
        return std::vector<domain::Instrument>();
    }
    return decodedAnswer<std::vector<domain::Instrument>>(answer, what, decode);
}

void keepPart(Gathering<CatalogParts> &gathering,
              base::Result<std::vector<domain::Instrument>> read,
              std::vector<domain::Instrument> &into)
{
    if (!read)
        return gathering.fail(read.error());
    into = std::move(*read);
    gathering.arrived();
}

std::string ofDex(const char *what, const std::string &dex)
{
    return dex.empty() ? std::string(what) : std::string(what) + " of dex " + dex;
}

} // namespace

// --- rows --------------------------------------------------------------------------------------

void InfoReader::fetchFills(const domain::Address &account, base::Timestamp start,
                            std::optional<base::Timestamp> end,
                            Reply<std::vector<domain::Fill>> reply)
{
    askRows<domain::Fill>(m_rest, fillsByTimeRequest(account, start, end), "userFillsByTime",
                          Priority::Account, FillsPerPage, decodeReadableFills, m_tellRejected, std::move(reply));
}

void InfoReader::fetchTwapFills(const domain::Address &account,
                                Reply<std::vector<domain::Fill>> reply)
{
    askRows<domain::Fill>(m_rest, accountRequest("userTwapSliceFills", account),
                          "userTwapSliceFills", Priority::Account, FillsPerPage,
                          decodeReadableTwapFills, m_tellRejected, std::move(reply));
}

void InfoReader::fetchFunding(const domain::Address &account, base::Timestamp start,
                              Reply<std::vector<domain::FundingPayment>> reply)
{
    askRows<domain::FundingPayment>(m_rest, fundingRequest(account, start), "userFunding",
                                    Priority::Background, FundingRowsPerPage,
                                    decodeReadableFunding, m_tellRejected, std::move(reply));
}

// --- single answers ----------------------------------------------------------------------------

void InfoReader::fetchRole(const domain::Address &account, Reply<domain::RoleAnswer> reply)
{
    askOne<domain::RoleAnswer>(
        m_rest, {accountRequest("userRole", account), Priority::Background, RoleWeight, 0},
        "userRole", decodeRole, std::move(reply));
}

void InfoReader::fetchAbstraction(const domain::Address &account,
                                  Reply<domain::AccountAbstraction> reply)
{
    askOne<domain::AccountAbstraction>(
        m_rest, {accountRequest("userAbstraction", account), Priority::Background, UsualWeight, 0},
        "userAbstraction", decodeAbstraction, std::move(reply));
}

void InfoReader::fetchMarks(const std::string &dex, Reply<MarksFrame> reply)
{
    askOne<MarksFrame>(m_rest,
                       {dexRequest("metaAndAssetCtxs", dex), Priority::Reconcile, UsualWeight, 0},
                       ofDex("metaAndAssetCtxs", dex), decodeMetaAndAssetCtxs, std::move(reply));
}

// --- dexes -------------------------------------------------------------------------------------

void InfoReader::withDexes(Priority priority, Reply<Dexes> reply)
{
    m_rest.ask({plainRequest("perpDexs"), priority, UsualWeight, 0},
               [this, reply = std::move(reply)](const RestAnswer &answer) {
                   auto read = decodedAnswer<Dexes>(answer, "perpDexs", decodePerpDexs);
                   const bool isUnknown =
                       answer.isUnknownQuestion() ||
                       (!read && read.error().code == base::ErrorCode::Protocol && answer.body);
                   if (read) {
                       m_dexes = *read;
                   } else if (isUnknown && !m_dexes) {
                       qCWarning(base::logExchange)
                           << "the exchange does not list its dexes; only its first one is read";
                       m_dexes = Dexes{std::string()};
                   }
                   if (m_dexes && (read || isUnknown))
                       reply(*m_dexes);
                   else
                       reply(base::failure(read.error()));
                   return 0;
               });
}

// --- state -------------------------------------------------------------------------------------

void InfoReader::fetchState(const domain::Address &account, Reply<domain::AccountState> reply)
{
    if (m_dexes)
        return gatherState(account, *m_dexes, std::move(reply));
    withDexes(Priority::Account,
              [this, account, reply = std::move(reply)](base::Result<Dexes> dexes) {
                  if (!dexes)
                      return reply(base::failure(dexes.error()));
                  gatherState(account, *dexes, reply);
              });
}

void InfoReader::gatherState(const domain::Address &account, const Dexes &dexes,
                             Reply<domain::AccountState> reply)
{
    auto gathering = std::make_shared<Gathering<domain::AccountState>>();
    gathering->reply = std::move(reply);
    gathering->whole.dexes.resize(dexes.size());
    gathering->missing = dexes.size() + 1;
    for (std::size_t i = 0; i < dexes.size(); ++i) {
        const std::string &dex = dexes[i];
        const auto decode = [dex](std::string_view json) {
            return decodeClearinghouseState(json, dex);
        };
        askOne<domain::DexState>(
            m_rest, {clearinghouseStateRequest(account, dex), Priority::Account, LightWeight, 0},
            ofDex("clearinghouseState", dex), decode,
            [gathering, i](base::Result<domain::DexState> state) {
                if (!state)
                    return gathering->fail(state.error());
                gathering->whole.dexes[i] = std::move(*state);
                gathering->arrived();
            });
    }
    askOne<std::vector<domain::SpotBalance>>(
        m_rest,
        {accountRequest("spotClearinghouseState", account), Priority::Account, LightWeight, 0},
        "spotClearinghouseState", decodeSpotState,
        [this, gathering](base::Result<std::vector<domain::SpotBalance>> balances) {
            if (balances)
                gathering->whole.spot = std::move(*balances);
            tellOfSpot(balances);
            gathering->arrived();
        });
}

// Once each time it begins: states are read every few seconds.
void InfoReader::tellOfSpot(const base::Result<std::vector<domain::SpotBalance>> &balances)
{
    const bool wasMissing = std::exchange(m_isSpotMissing, !balances);
    if (!balances && !wasMissing)
        qCInfo(base::logExchange)
            << "states are read without spot:" << balances.error().message.c_str();
}

// --- catalog -----------------------------------------------------------------------------------

void InfoReader::fetchCatalog(Reply<domain::InstrumentCatalog> reply)
{
    withDexes(Priority::Background, [this, reply = std::move(reply)](base::Result<Dexes> dexes) {
        if (!dexes)
            return reply(base::failure(dexes.error()));
        gatherCatalog(*dexes, reply);
    });
}

void InfoReader::gatherCatalog(const Dexes &dexes, Reply<domain::InstrumentCatalog> reply)
{
    auto gathering = std::make_shared<Gathering<CatalogParts>>();
    gathering->reply = [reply = std::move(reply)](base::Result<CatalogParts> parts) {
        if (!parts)
            return reply(base::failure(parts.error()));
        reply(catalogOf(std::move(*parts)));
    };
    gathering->whole.perps.resize(dexes.size());
    gathering->missing = dexes.size() + 1;
    for (std::size_t i = 0; i < dexes.size(); ++i) {
        const std::string dex = dexes[i];
        m_rest.ask({dexRequest("meta", dex), Priority::Background, UsualWeight, 0},
                   [gathering, i, dex](const RestAnswer &answer) {
                       const auto decode = [&](std::string_view json) {
                           return decodeMeta(json, dex);
                       };
                       keepPart(*gathering, instrumentsOf(answer, ofDex("meta", dex), decode),
                                gathering->whole.perps[i]);
                       return 0;
                   });
    }
    m_rest.ask({plainRequest("spotMeta"), Priority::Background, UsualWeight, 0},
               [gathering](const RestAnswer &answer) {
                   keepPart(*gathering, instrumentsOf(answer, "spotMeta", decodeSpotMeta),
                            gathering->whole.spot);
                   return 0;
               });
}

} // namespace lpm::exchange::hyperliquid
