// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audit/trailfixture.h"

#include "core/audit/trailfiles.h"

#include <QtTest>

#include <fstream>

namespace lpm::audit::testing {

using domain::Change;
using domain::ChangeKind;

domain::Decimal number(std::string_view text) { return domain::Decimal::parse(text).value(); }

domain::Address account(int n)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.fill(static_cast<std::uint8_t>(n));
    return domain::Address::fromBytes(bytes);
}

base::Timestamp at(std::string_view rfc3339) { return base::parseRfc3339(rfc3339).value(); }

Change openingFill(std::string coin)
{
    Change change;
    change.kind = ChangeKind::Fill;
    change.account = account(0x11);
    change.coin = coin;
    change.symbol = coin + "-USD";
    change.time = at("2026-11-23T09:59:59.874Z");
    domain::Fill fill;
    fill.coin = coin;
    fill.price = number("50000");
    fill.size = number("0.1");
    fill.side = domain::FillSide::Buy;
    fill.time = change.time;
    fill.direction = "Open Long";
    fill.tradeId = 907'359'904'431'134;
    fill.orderId = 281'839'212'345;
    fill.isTaker = true;
    fill.fee = number("2.25");
    fill.feeToken = "USDC";
    fill.hash = "0xabc";
    change.fill = fill;
    change.after.size = number("0.1");
    change.after.entryNotional = number("5000");
    change.after.fees = {{"USDC", number("2.25")}};
    change.after.feesUsd = number("2.25");
    change.after.openedAt = change.time;
    change.after.netSinceOpen = number("-2.25");
    return change;
}

Change fundingPayment()
{
    Change change = openingFill();
    change.kind = ChangeKind::Funding;
    change.fill.reset();
    change.before = change.after;
    change.after.funding = number("-0.0625");
    change.time = at("2026-11-23T10:00:00.000Z");
    change.funding = domain::FundingPayment{"BTC",         change.time,         number("-0.0625"),
                                            number("0.1"), number("0.0000125"), std::nullopt};
    return change;
}

Change change(ChangeKind kind, std::string reason)
{
    Change change = openingFill();
    change.kind = kind;
    change.fill.reset();
    change.reason = std::move(reason);
    return change;
}

domain::SyncNote note(domain::NoteKind kind)
{
    domain::SyncNote note;
    note.kind = kind;
    note.account = account(0x11);
    note.time = at("2026-11-23T10:00:00.000Z");
    return note;
}

std::string readFile(const std::string &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void writeFile(const std::string &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

std::string TrailFixture::file(std::string_view day) const
{
    return path() + "/" + trailFileName(day);
}

base::Result<std::unique_ptr<AuditLogger>> TrailFixture::open(SyncMode mode)
{
    return AuditLogger::open(path(), mode, clock);
}

void TrailFixture::write(int fills)
{
    const auto logger = open().value();
    for (int i = 0; i < fills; ++i) {
        Change fill = openingFill();
        fill.fill->tradeId = i;
        logger->change(fill);
    }
}

namespace {

class FaultyFile final : public AppendFile
{
public:
    FaultyFile(FaultyDisk &disk, std::shared_ptr<AppendFile> real)
        : m_disk(disk), m_real(std::move(real))
    {
    }

    base::Result<std::size_t> append(std::string_view bytes) override
    {
        if (m_disk.isFull)
            return base::failure(base::ErrorCode::Io, "no space left");
        if (m_disk.mostBytes > 0)
            bytes = bytes.substr(0, m_disk.mostBytes);
        if (m_disk.bytesUntilFull > 0) {
            bytes = bytes.substr(0, m_disk.bytesUntilFull);
            m_disk.bytesUntilFull -= bytes.size();
            m_disk.isFull = m_disk.bytesUntilFull == 0;
        }
        return m_real->append(bytes);
    }
    base::Result<void> truncate(std::uint64_t size) override
    {
        if (m_disk.refusesCut)
            return base::failure(base::ErrorCode::Io, "cannot cut");
        return m_real->truncate(size);
    }
    base::Result<void> sync() override
    {
        if (m_disk.hangsSync) {
            m_disk.isHanging = true;
            m_disk.hangsSync.wait(true);
            m_disk.isHanging = false;
        }
        if (m_disk.refusesSync)
            return base::failure(base::ErrorCode::Io, "input/output error");
        return m_real->sync();
    }
    std::uint64_t size() const override { return m_real->size(); }

private:
    FaultyDisk &m_disk;
    std::shared_ptr<AppendFile> m_real;
};

} // namespace

base::Result<std::unique_ptr<DirectoryLock>> FaultyDisk::lock(const std::string &directory)
{
    return m_real->lock(directory);
}

base::Result<std::shared_ptr<AppendFile>> FaultyDisk::open(const std::string &path)
{
    if (refusesOpen)
        return base::failure(base::ErrorCode::Io, "no file can be made");
    auto real = m_real->open(path);
    if (!real)
        return real;
    return std::make_shared<FaultyFile>(*this, *std::move(real));
}

base::Result<std::vector<DirectoryEntry>> FaultyDisk::list(const std::string &directory)
{
    return m_real->list(directory);
}

base::Result<std::unique_ptr<ByteSource>> FaultyDisk::read(const std::string &path,
                                                           std::uint64_t offset)
{
    return m_real->read(path, offset);
}

base::Result<void> FaultyDisk::rename(const std::string &from, const std::string &to)
{
    return m_real->rename(from, to);
}

base::Result<void> FaultyDisk::rewrite(const std::string &path, std::uint64_t offset)
{
    return m_real->rewrite(path, offset);
}

base::Result<void> FaultyDisk::remove(const std::string &path) { return m_real->remove(path); }

} // namespace lpm::audit::testing
