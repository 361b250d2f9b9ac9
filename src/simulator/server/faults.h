// SPDX-License-Identifier: GPL-3.0-or-later
// The troubles that the simulated exchange can be told to make, each at moments that a seed fixes.
#pragma once

#include "core/base/result.h"
#include "simulator/engine/random.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::simulator {

enum class Fault {
    // of the feed
    Drop,      // a frame is left out
    Duplicate, // a frame is sent twice
    Reorder,   // a frame is sent after the next one
    Shuffle,   // the fills of a frame come in the wrong order
    Truncated, // half a frame
    Stall,     // nothing is sent for a while although the socket lives
    Mute,      // one channel sends nothing, its snapshot neither
    Close,     // the connection breaks
    Expire,    // close 1000 "Expired", as in the routine rotation
    // of answers over HTTP
    Http429,       // budget exceeded although it is not
    Http502,       // the HTML page of the proxy
    HttpHtml200,   // a page that calls itself a success
    HttpNull,      // 200 with null
    HttpTruncated, // the JSON ends in its middle
    HttpCut,       // the connection ends in the middle of the answer
    HttpHang,      // no answer ever
    HttpSlow,      // an answer that trickles
    HttpHuge,      // an answer without an end
    GzipBomb,      // a small answer that unpacks to a gigabyte
    Redirect       // 307 to another path of this server
};

// One entry of the list: what, how often, and from when to when.
struct FaultRule
{
    Fault fault = Fault::Drop;
    std::string channel;               // of Mute: the subscription's type
    int perMille = 0;                  // how often, of the moments at which it could happen
    std::chrono::milliseconds from{0}; // since the list was given
    std::chrono::milliseconds until = std::chrono::milliseconds::max();
};

using FaultRules = std::vector<FaultRule>;

// NAME[=CHANNEL][:PERMILLE][@START+LENGTH], separated by commas; times are whole seconds:
// "drop:50,http502,stall@10+15,mute=userFills". Within a window of its own a fault without a rate
// strikes each time. "" is none; what cannot be understood is an Error that lists the known names.
base::Result<FaultRules> parseFaults(std::string_view list);

class FaultPlan
{
public:
    // `now`: when the rules were given, in monotonic milliseconds.
    FaultPlan(FaultRules rules, Random random, std::int64_t now = 0);

    void replace(FaultRules rules, std::int64_t now);
    // Whether this fault happens now. Draws only for faults that are on.
    bool strikes(Fault fault, std::int64_t now);
    bool mutes(std::string_view channel, std::int64_t now);
    const std::map<std::string, int> &struck() const { return m_struck; } // by name, how often

private:
    bool happens(const FaultRule &rule, std::int64_t now);

    FaultRules m_rules;
    Random m_random;
    std::int64_t m_since;
    std::map<std::string, int> m_struck;
};

} // namespace lpm::simulator
