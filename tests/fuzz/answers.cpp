// SPDX-License-Identifier: GPL-3.0-or-later
// A REST answer of the exchange through its decoder; the first byte chooses the question. A value
// that obeys its rules, or a refusal with a sentence.
#include "core/exchange/hyperliquid/codec/fillcodec.h"
#include "core/exchange/hyperliquid/codec/inflate.h"
#include "core/exchange/hyperliquid/codec/statecodec.h"
#include "core/exchange/hyperliquid/codec/universecodec.h"

#include "tests/fuzz/codecchecks.h"
#include "tests/fuzz/fuzzing.h"

#include <array>

namespace lpm::fuzz {
namespace {

using namespace exchange::hyperliquid;

constexpr std::size_t MostInflated = 1u << 20;

template <class Row, class Check>
void rows(const base::Result<std::vector<Row>> &strict,
          const base::Result<ReadableRows<Row>> &readable, Check check)
{
    if (!strict)
        checkError(strict.error());
    if (!readable)
        checkError(readable.error());
    if (strict)
        require(readable && readable->rejected.empty() && readable->rows == *strict,
                "what can be read whole is read the same row by row");
    if (!readable)
        return;
    require(strict.has_value() == readable->rejected.empty(),
            "a row that breaks the page is told of");
    require(readable->rejected.size() <= MostRowsSetAside, "only so many rows are set aside");
    for (const Row &row : readable->rows)
        check(row);
}

void fills(std::string_view json) { rows(decodeFills(json), decodeReadableFills(json), checkFill); }

void twapFills(std::string_view json)
{
    rows(decodeTwapFills(json), decodeReadableTwapFills(json), checkFill);
}

void funding(std::string_view json)
{
    rows(decodeFunding(json), decodeReadableFunding(json), checkPayment);
}

template <class T, class Check>
void each(const base::Result<std::vector<T>> &read, Check check)
{
    if (!read)
        return checkError(read.error());
    for (const T &item : *read)
        check(item);
}

void clearinghouse(std::string_view json)
{
    const auto state = decodeClearinghouseState(json, "xyz");
    if (!state)
        return checkError(state.error());
    require(state->dex == "xyz", "a state is of the dex that was asked for");
    checkState(*state);
}

void spot(std::string_view json) { each(decodeSpotState(json), checkBalance); }
void meta(std::string_view json) { each(decodeMeta(json, ""), checkInstrument); }
void spotMeta(std::string_view json) { each(decodeSpotMeta(json), checkInstrument); }

void dexes(std::string_view json)
{
    const auto names = decodePerpDexs(json);
    if (!names)
        return checkError(names.error());
    require(!names->empty() && names->front().empty(), "the first dex is in front");
    for (std::size_t i = 1; i < names->size(); ++i)
        require(!names->at(i).empty(), "no other dex is without a name");
}

void contexts(std::string_view json)
{
    const auto frame = decodeMetaAndAssetCtxs(json);
    if (!frame)
        return checkError(frame.error());
    checkMarks(*frame);
}

void role(std::string_view json)
{
    const auto answer = decodeRole(json);
    if (!answer)
        return checkError(answer.error());
    require(answer->role != domain::AccountRole::Agent || answer->master,
            "an agent has its master");
}

void abstraction(std::string_view json)
{
    if (const auto mode = decodeAbstraction(json); !mode)
        checkError(mode.error());
}

void inflated(std::string_view base64)
{
    const auto out = inflateBase64(base64, MostInflated);
    if (!out)
        return checkError(out.error());
    require(out->size() <= MostInflated, "no more comes out than was allowed");
}

constexpr std::array Decoders{fills,    twapFills, funding,  clearinghouse, spot,        meta,
                              spotMeta, dexes,     contexts, role,          abstraction, inflated};

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lpm::fuzz;
    Bytes bytes(data, size);
    // Letters in the seeds, so that they can be written by hand: a is the first.
    const std::size_t question =
        (bytes.byte() + Decoders.size() - 'a' % Decoders.size()) % Decoders.size();
    const std::string json(bytes.rest());
    Decoders[question](json);
    return 0;
}
