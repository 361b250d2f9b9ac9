// SPDX-License-Identifier: GPL-3.0-or-later
// What the parser of audit lines meets: each line of the input is sealed as a record into a right
// chain, whatever it says. The chain verifies; reading back gives an account or a sentence.
#include "core/audit/chain.h"
#include "core/audit/recovery.h"
#include "core/audit/statejson.h"
#include "core/audit/verify.h"
#include "core/base/limits.h"

#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/memorydisk.h"

namespace lpm::fuzz {
namespace {

constexpr std::size_t ChainBytes = 256; // what sealing adds to a record

struct Sealed
{
    std::string text;
    std::uint64_t lines = 0;
};

Sealed sealLines(std::string_view input)
{
    Sealed sealed;
    audit::Head head = audit::emptyHead();
    while (!input.empty()) {
        const std::string_view body = input.substr(0, input.find('\n'));
        input.remove_prefix(std::min(body.size() + 1, input.size()));
        if (body.empty() || body.size() + ChainBytes > base::limits::AuditLineBytes)
            continue;
        const std::string line = audit::seal('{' + std::string(body) + '}', head);
        const auto self = audit::checkSelf(std::string_view(line).substr(0, line.size() - 1));
        require(self && self->seq == head.seq && self->hash == head.hash,
                "a sealed line is whole in itself");
        sealed.text += line;
        ++sealed.lines;
    }
    return sealed;
}

void checkState(const domain::PositionState &state)
{
    std::string text;
    base::JsonWriter writer(text);
    audit::writeState(writer, state);
    const auto again = audit::readState(text);
    require(again && *again == state, "a state that was read is written and read the same");
}

void check(const audit::RecoveredTrail &trail, std::uint64_t lines)
{
    require(trail.lines == lines, "every line is read");
    for (const auto &[address, account] : trail.accounts) {
        for (const auto &[coin, position] : account.positions)
            checkState(position.state);
        require(account.fills.empty() || account.newestFill, "fills have a newest one");
    }
}

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lpm::fuzz;
    namespace audit = lpm::audit;
    static const std::string directory(MemoryDisk::Directory);
    Bytes bytes(data, size);
    const std::string_view input = bytes.rest();
    (void)audit::checkSelf(input);
    (void)audit::readState(input);

    const Sealed sealed = sealLines(input);
    MemoryDisk disk;
    disk.write("audit-2026-11-24.jsonl", sealed.text);
    const auto report = audit::verifyTrail(disk, directory);
    require(report && report->isGood && report->lines == sealed.lines, "a right chain verifies");
    const auto trail = audit::readBackNewest(disk, directory);
    if (trail)
        check(*trail, sealed.lines);
    else
        require(!trail.error().message.empty(), "a refusal has its sentence");
    return 0;
}
