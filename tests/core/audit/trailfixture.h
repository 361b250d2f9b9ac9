// SPDX-License-Identifier: GPL-3.0-or-later
// What the audit's tests share: sample changes, files read and edited, and a disk that fails on
// demand.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/fileauditlogger.h"
#include "core/domain/change.h"

#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::audit::testing {

domain::Decimal number(std::string_view text);
domain::Address account(int n);
base::Timestamp at(std::string_view rfc3339);

// A buy of 0.1 at 50000 that opens a position.
domain::Change openingFill(std::string coin = "BTC");
domain::Change fundingPayment();
domain::Change change(domain::ChangeKind kind, std::string reason);
domain::SyncNote note(domain::NoteKind kind);

std::string readFile(const std::string &path);
void writeFile(const std::string &path, const std::string &bytes);
std::vector<std::string> linesOf(const std::string &text);

// A directory that is gone afterwards, and a clock at 2026-11-23T10:00:00.000Z.
struct TrailFixture
{
    QTemporaryDir directory;
    base::ManualClock clock{at("2026-11-23T10:00:00.000Z")};

    std::string path() const { return directory.path().toStdString() + "/trading"; }
    std::string file(std::string_view day = "2026-11-23") const;
    base::Result<std::unique_ptr<AuditLogger>> open(SyncMode mode = SyncMode::Interval);
    // A trail of so many fills in one file, closed.
    void write(int fills);
};

// The system's disk with faults switched on and off.
class FaultyDisk final : public Disk
{
public:
    // Atomic: the logger's thread meets them too.
    std::atomic<bool> isFull = false;            // every write is refused
    std::atomic<std::size_t> mostBytes = 0;      // of one write; 0: all
    std::atomic<std::size_t> bytesUntilFull = 0; // counts down; 0: not used
    std::atomic<bool> refusesCut = false;
    std::atomic<bool> refusesSync = false;
    std::atomic<bool> refusesOpen = false;
    std::atomic<bool> hangsSync = false; // until it is false, and notified
    std::atomic<bool> isHanging = false;

    base::Result<std::unique_ptr<DirectoryLock>> lock(const std::string &directory) override;
    base::Result<std::shared_ptr<AppendFile>> open(const std::string &path) override;
    base::Result<std::vector<DirectoryEntry>> list(const std::string &directory) override;
    base::Result<std::unique_ptr<ByteSource>> read(const std::string &path,
                                                   std::uint64_t offset) override;
    base::Result<void> rewrite(const std::string &path, std::uint64_t offset) override;
    base::Result<void> rename(const std::string &from, const std::string &to) override;
    base::Result<void> remove(const std::string &path) override;

private:
    std::shared_ptr<Disk> m_real = systemDisk();
};

} // namespace lpm::audit::testing
