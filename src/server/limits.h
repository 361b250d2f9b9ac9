// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of the server that nobody else needs, by name, with their reasons. The stream's own
// queue and message sizes are in core/base/limits.h.
#pragma once

#include "core/base/limits.h"

namespace lpm::server::limits {

using namespace lpm::base::limits;

// --- HTTP heads and bodies -----------------------------------------------------------------
inline constexpr std::size_t HeadBytes = 16u << 10;
inline constexpr std::size_t RequestLineBytes = 8u << 10;
inline constexpr std::size_t HeadLines = 64;
inline constexpr std::size_t BodyBytes = 64u << 10;
// A whole head and a whole body fit, so a request can always be completed; more is back-pressure.
inline constexpr std::size_t ReadBufferBytes = HeadBytes + BodyBytes + 1024;
inline constexpr auto HeadDeadline = 5s;   // from the first moment to the end of a head
inline constexpr auto BodyDeadline = 9s;   // from the end of a head to the end of its body
// A kept connection without a request; also one that does not read: what it has not read is the
// kernel's, and the slot is ours.
inline constexpr auto IdleDeadline = 10s;
inline constexpr auto LingerDeadline = 800ms; // after a refusal, so that the peer can read it
inline constexpr auto LingerQuiet = 50ms;
inline constexpr auto UpgradeDeadline = 5s;
inline constexpr auto AcceptRetry = 100ms; // after running out of descriptors
inline constexpr std::size_t PackedBodyBytes = 1400; // less fits one packet anyway

// --- connections ---------------------------------------------------------------------------
inline constexpr int HttpConnections = 256;  // besides the stream's clients
inline constexpr int UnfinishedHeads = 1024; // beyond it the oldest is cut
inline constexpr int ListenBacklog = 1024;
inline constexpr std::int64_t AnswerBacklogBytes = 8 << 20; // unread answers of one HTTP connection

// An answer of which less than so much is read in so long is not waited for.
inline constexpr auto UnreadDeadline = 7s;
inline constexpr std::uint64_t UnreadDeadlineBytes = 8u << 10;
inline constexpr auto UnreadLook = 500ms; // between two looks
inline constexpr int PipelinedRequests = 256; // of one connection, read at once
inline constexpr std::size_t LateAnswers = 256; // of one connection, that are still to be written

inline constexpr int WrongTokens = 10; // of one address in a window; more are answered with 429
inline constexpr auto WrongTokenWindow = 60s;
inline constexpr std::size_t WrongTokenAddresses = 1024;

// --- the stream ----------------------------------------------------------------------------
inline constexpr std::size_t ClientBehindBytes = 256u << 10; // unsent: from here on conflate
inline constexpr std::size_t HopelessBytes = 16u << 20;      // even in one burst; frames are shared
inline constexpr auto HopelessPause = 5s;     // over ClientQueueBytes, and nothing read for so long
inline constexpr auto StalledClientCut = 60s; // behind, and nothing read for so long
inline constexpr auto AuthDeadline = 2s;      // for the first message where a token is asked
// For the peer's half of a closing handshake.
inline constexpr std::chrono::seconds CloseDeadline = 10s;
inline constexpr std::chrono::seconds StalledCloseDeadline = 2s;
// What the kernel may hold for a client, beyond its window. By itself it takes up to 4 MB for one
// that reads nothing, copied.
inline constexpr int KernelAheadBytes = 128 << 10;
// A price for ten thousand clients is tens of milliseconds of writing: in slices, so that others
// are served between them.
inline constexpr auto WriteSlice = 2ms;
// Written before any of them is heard: so many links, or those that have so many bytes.
inline constexpr std::size_t LinksTogether = 256;
inline constexpr std::size_t LinksAtOnce = 1024; // of a fill
inline constexpr std::int64_t BytesTogether = 4 << 20;
inline constexpr std::size_t SendingsInParallel = 128; // fewer are sent before another thread wakes
// A fill is written to all at once, which is some 4 ms for a thousand clients. Beyond so long it
// goes on in slices too: for ten thousand nobody else would be served for 100 ms.
inline constexpr auto FillBurst = 8ms;
inline constexpr int MessageBurst = 500;
inline constexpr int MessagesPerSecond = 50;
inline constexpr std::int64_t CreditBytes = 256 << 10;
inline constexpr std::int64_t CreditBytesPerSecond = 64 << 10;
inline constexpr int SubscribeNames = 1000;      // symbols or accounts in one subscribe
inline constexpr std::size_t RememberedFills = 2000; // an account, for clients that come back
inline constexpr std::size_t ResumeBytes = 8u << 20; // told to one of them; more is not resumable
inline constexpr double SeqMax = 9'007'199'254'740'992; // 2^53
inline constexpr int MinIntervalMax = 3'600'000; // ms

// --- lists ---------------------------------------------------------------------------------
inline constexpr int ListLimitDefault = 100;
inline constexpr int ListLimitMax = 1000;

static_assert(ClientBehindBytes < ClientQueueBytes && ClientQueueBytes < HopelessBytes);
// Who asks within a second of its coming and reads nothing is gone in ten, with time to spare.
static_assert(1s + UnreadLook + UnreadDeadline + UnreadLook <= 9s);
static_assert(CreditBytes >= static_cast<std::int64_t>(ClientMessageBytes));

} // namespace lpm::server::limits
