// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingtexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lpm::app {

namespace {

// clang-format off
constexpr auto Texts = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("Setting", "Run without a window"),
    QT_TRANSLATE_NOOP("Setting", "Watch the real exchange; otherwise, or with --demo, a simulated one"),
    QT_TRANSLATE_NOOP("Setting", "An account to watch; may be given more than once"),
    QT_TRANSLATE_NOOP("Setting", "With --live: the exchange's testnet"),
    QT_TRANSLATE_NOOP("Setting", "the exchange's"),
    QT_TRANSLATE_NOOP("Setting", "The exchange's REST address"),
    QT_TRANSLATE_NOOP("Setting", "The exchange's WebSocket address"),
    QT_TRANSLATE_NOOP("Setting", "Where the API is served; port 0 takes a free one (HOST and PORT)"),
    QT_TRANSLATE_NOOP("Setting", "the platform's data folder"),
    QT_TRANSLATE_NOOP("Setting", "Where the program keeps its data; the demo keeps its own in the folder demo there"),
    QT_TRANSLATE_NOOP("Setting", "Where the log and, in the folder trading, the audit trail go"),
    QT_TRANSLATE_NOOP("Setting", "debug, info, warning or error"),
    QT_TRANSLATE_NOOP("Setting", "At most one price update of a position in this time; 0: every one"),
    QT_TRANSLATE_NOOP("Setting", "How often positions are compared with the exchange"),
    QT_TRANSLATE_NOOP("Setting", "A price update is sent when the P&L moved by more than this"),
    QT_TRANSLATE_NOOP("Setting", "What to do when the exchange still disagrees: take over its size, or only tell"),
    QT_TRANSLATE_NOOP("Setting", "When audit lines are forced to the disk: within 50 ms, or before each update"),
    QT_TRANSLATE_NOOP("Setting", "Which price updates enter the audit trail; sampled: one a minute of a position"),
    QT_TRANSLATE_NOOP("Setting", "Write whole addresses into the log"),
    QT_TRANSLATE_NOOP("Setting", "How many clients the API serves at once"),
    QT_TRANSLATE_NOOP("Setting", "A file (mode 600) with the token that clients must show"),
    QT_TRANSLATE_NOOP("Setting", "A web origin that may use the API, e.g. https://desk.example"),
    QT_TRANSLATE_NOOP("Setting", "A host name under which the API may be asked for"),
    QT_TRANSLATE_NOOP("Setting", "The certificate of the API, PEM; with --tls-key"),
    QT_TRANSLATE_NOOP("Setting", "The key of the certificate, PEM"),
    QT_TRANSLATE_NOOP("Setting", "Serve another interface without TLS, because a proxy in front has it"),
    QT_TRANSLATE_NOOP("Setting", "Show what a monitor running elsewhere serves"),
});
// clang-format on

} // namespace

std::span<const char *const> settingTexts() { return Texts; }

QString settingText(std::string_view english)
{
    const auto found = std::find(Texts.begin(), Texts.end(), english);
    return found == Texts.end()
               ? QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()))
               : QCoreApplication::translate("Setting", *found);
}

} // namespace lpm::app
