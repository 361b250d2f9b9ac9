// SPDX-License-Identifier: GPL-3.0-or-later
// Appends the audit trail: LOG_DIR/trading/audit-YYYY-MM-DD.jsonl (UTC), one line a record, each
// line chained to the one before by SHA-256 (design: section 8). Used from the core thread only;
// a background thread does the periodic fdatasync.
#pragma once

#include "core/audit/head.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/domain/positionupdate.h"
#include "core/domain/syncnote.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lpm::audit {

enum class SyncMode {
    Interval, // fdatasync within limits::AuditSyncInterval, in the background
    Each      // fdatasync before append returns
};

class AuditLogger
{
public:
    // Creates the directory if needed, locks it (Busy if another program holds it), verifies the
    // newest file's chain, moves a torn tail to *.torn and records that, and goes on at its head.
    // With a checkpoint of lines that were synced, the chain is verified from there on, and it is
    // Corrupt ("audit trail truncated") when they are gone.
    static base::Result<std::unique_ptr<AuditLogger>>
    open(const std::string &directory, SyncMode mode, const base::Clock &clock,
         std::optional<Checkpoint> checkpoint = std::nullopt);
    virtual ~AuditLogger();

    // Each returns whether the line is in the file (write() returned). false: the disk refuses,
    // the line waits in a bounded queue and is written in order when it takes them again.
    // fill, funding, anchor, adjust, position_change
    virtual bool change(const domain::Change &change) = 0;
    virtual bool note(const domain::SyncNote &note) = 0; // gap, discrepancy, reconcile, error
    virtual bool priceUpdate(const domain::PositionView &position, base::Timestamp time) = 0;
    // connected …; `account` (its address) where it is about one.
    virtual bool connection(std::string_view event, std::string_view reason,
                            std::string_view account = {}) = 0;
    virtual bool error(std::string_view kind, std::string_view message) = 0;
    // `exchange` names where the fills come from: with the mode it tells one book from another.
    virtual bool started(std::string_view version, domain::RunMode mode,
                         std::string_view exchange) = 0;
    virtual bool stopped(std::string_view reason) = 0;

    virtual base::Result<void> sync() = 0; // fdatasync now
    virtual Head head() const = 0;         // of the last line in the file
    virtual Head synced() const = 0;       // of the last line that power loss cannot take
    virtual bool isRefusing() const = 0;   // lines are waiting: health is degraded
    // A line has not reached the disk for limits::AuditSyncLate: a disk that hangs fails nothing.
    virtual bool isSyncLate() const = 0;
};

} // namespace lpm::audit
