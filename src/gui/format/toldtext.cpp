// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/format/toldtext.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace lpm::gui {

namespace {

constexpr const char *ToldContext = "Told";

// What begins another sentence's way stands before it: the first that fits is taken.
constexpr std::array ToldSentences{
    // Why the health is degraded.
    QT_TRANSLATE_NOOP("Told", "no mark price has come for 30 s of %1"),
    QT_TRANSLATE_NOOP("Told", "decimals are guessed, the exchange has not told them, of %1"),
    QT_TRANSLATE_NOOP("Told",
                      "the exchange sent something in the last minute that cannot be read"),
    QT_TRANSLATE_NOOP("Told", "audit: the disk refuses, lines are waiting in memory"),
    QT_TRANSLATE_NOOP("Told", "audit: the disk confirms nothing, a power loss may take lines"),
    QT_TRANSLATE_NOOP("Told", "ledger: %1"),
    // Why a field is not compared.
    QT_TRANSLATE_NOOP("Told", "changed while the state was read"),
    QT_TRANSLATE_NOOP("Told", "changed since"),
    QT_TRANSLATE_NOOP("Told", "the sizes differ"),
    QT_TRANSLATE_NOOP("Told", "the coin's decimals are guessed"),
    QT_TRANSLATE_NOOP("Told", "the entry is known approximately"),
    QT_TRANSLATE_NOOP("Told", "the entry is not known"),
    QT_TRANSLATE_NOOP("Told", "the exchange does not tell it"),
    QT_TRANSLATE_NOOP("Told", "the numbers do not fit"),
    QT_TRANSLATE_NOOP("Told", "the exchange's value and P&L are of two moments"),
    QT_TRANSLATE_NOOP("Told", "payments before the first known fill are not in it"),
    QT_TRANSLATE_NOOP("Told", "payments are still being read, or out of reach"),
    // Why nothing comes from a monitor elsewhere: behind its address.
    QT_TRANSLATE_NOOP("Told", "has stopped monitoring"),
    QT_TRANSLATE_NOOP("Told", "does not answer"),
    QT_TRANSLATE_NOOP("Told", "cannot be reached: %1"),
    QT_TRANSLATE_NOOP("Told", "sends more than an answer can be"),
    QT_TRANSLATE_NOOP("Told", "answers what is not of this program's API (HTTP %1)"),
    QT_TRANSLATE_NOOP("Told", "answers with HTTP %1"),
    QT_TRANSLATE_NOOP("Told", "answers: %1"),
    QT_TRANSLATE_NOOP("Told", "asks for its token: give it by --token-file"),
    QT_TRANSLATE_NOOP("Told", "refuses the token"),
    QT_TRANSLATE_NOOP("Told", "shows a certificate that is refused: %1"),
    QT_TRANSLATE_NOOP("Told", "tells what cannot be read: %1"),
    QT_TRANSLATE_NOOP("Told", "tells of another run than the one it began with"),
    QT_TRANSLATE_NOOP("Told", "tells nothing any more"),
    QT_TRANSLATE_NOOP("Told", "tells what is not of this program's API"),
    QT_TRANSLATE_NOOP("Told", "does not open its stream: %1"),
    QT_TRANSLATE_NOOP("Told", "does not open its stream"),
    QT_TRANSLATE_NOOP("Told", "has closed the connection: %1"),
    QT_TRANSLATE_NOOP("Told", "has closed the connection"),
    // What stands behind the colon there: a socket's end, or what the other monitor says.
    QT_TRANSLATE_NOOP("Told", "the connection is refused"),
    QT_TRANSLATE_NOOP("Told", "the connection has been closed"),
    QT_TRANSLATE_NOOP("Told", "no computer has this name"),
    QT_TRANSLATE_NOOP("Told", "nothing came in time"),
    QT_TRANSLATE_NOOP("Told", "Position monitor not initialized"),
    QT_TRANSLATE_NOOP("Told", "Position monitor not available"),
    QT_TRANSLATE_NOOP("Told", "the account has no state yet"),
    QT_TRANSLATE_NOOP("Told", "not connected to the exchange or catching up: "
                              "the comparison is made once that is done"),
    QT_TRANSLATE_NOOP("Told", "too many connections"),
    QT_TRANSLATE_NOOP("Told", "the stream is full"),
    QT_TRANSLATE_NOOP("Told", "too many wrong tokens"),
    QT_TRANSLATE_NOOP("Told", "the token is wrong"),
    QT_TRANSLATE_NOOP("Told", "a token is needed"),
    QT_TRANSLATE_NOOP("Told", "the accounts changed: connect again"),
    QT_TRANSLATE_NOOP("Told", "too far behind: connect again"),
    QT_TRANSLATE_NOOP("Told", "nothing was read for too long"),
    QT_TRANSLATE_NOOP("Told", "too many messages"),
    // Why a setting, or a start, is refused.
    QT_TRANSLATE_NOOP("Told", "an address is 0x and 40 hex digits; got %1 characters"),
    QT_TRANSLATE_NOOP("Told", "an address is 0x and 40 hex digits; got something else"),
    QT_TRANSLATE_NOOP(
        "Told", "the address has a wrong checksum (capital letters): a digit is mistyped"),
    QT_TRANSLATE_NOOP("Told", "an account is not usable: %1"),
    QT_TRANSLATE_NOOP("Told", "two accounts have the label %1"),
    QT_TRANSLATE_NOOP("Told", "--rest-url and --ws-url belong together: give both or neither"),
    QT_TRANSLATE_NOOP("Told", "--tls-cert and --tls-key belong together: give both or neither"),
    QT_TRANSLATE_NOOP("Told", "a value has characters that the file cannot hold"),
    QT_TRANSLATE_NOOP("Told",
                      "the file is written in a way that the program cannot change safely"),
    QT_TRANSLATE_NOOP("Told", "another position-monitor is using the data directory %1"),
    QT_TRANSLATE_NOOP("Told", "cannot create the data directory %1"),
    QT_TRANSLATE_NOOP("Told", "cannot write to the data directory %1"),
    QT_TRANSLATE_NOOP("Told", "cannot create the log directory %1"),
    QT_TRANSLATE_NOOP("Told", "cannot write a log in the directory %1"),
    QT_TRANSLATE_NOOP("Told", "cannot listen on %1: %2"),
    QT_TRANSLATE_NOOP("Told", "cannot read %1"),
    // Those that begin with a name come last: it may be any words.
    QT_TRANSLATE_NOOP("Told", "%1 is not connected to the exchange"),
    QT_TRANSLATE_NOOP("Told", "%1 is catching up with the exchange"),
    QT_TRANSLATE_NOOP("Told", "%1 does not agree with the exchange at the moment"),
    QT_TRANSLATE_NOOP("Told", "%1 has received nothing from the exchange for 10 s"),
    QT_TRANSLATE_NOOP("Told", "%1 has not been compared with the exchange since the start"),
    QT_TRANSLATE_NOOP("Told", "%1 has not been compared with the exchange since %2"),
    QT_TRANSLATE_NOOP("Told", "%1 has an unknown equity: its balances cannot be read"),
    QT_TRANSLATE_NOOP("Told", "%1 may lack slices of TWAPs: the exchange lists them no more"),
    QT_TRANSLATE_NOOP("Told", "%1 is an agent's address; watching its master %2"),
    QT_TRANSLATE_NOOP("Told", "%1 is not known to the exchange: no activity ever"),
    QT_TRANSLATE_NOOP("Told", "%1 and %2 more"),
    QT_TRANSLATE_NOOP("Told", "%1 is larger than 1 MiB"),
    QT_TRANSLATE_NOOP("Told", "%1 cannot be read as TOML"),
    QT_TRANSLATE_NOOP("Told", "%1 cannot be written: %2"),
    QT_TRANSLATE_NOOP("Told", "%1 cannot be read"),
    QT_TRANSLATE_NOOP("Told", "%1: unknown setting %2"),
    QT_TRANSLATE_NOOP("Told", "%1: expected %2"),
};

constexpr const char *OpenDiscrepancies =
    QT_TRANSLATE_N_NOOP("Told", "%1 has %n open discrepancies");

// What stands in the holes (%1, %2, %n) of a pattern, in its order; nullopt: it is another sentence.
std::optional<QStringList> holesIn(QStringView told, QLatin1String pattern)
{
    QStringList holes;
    while (true) {
        const auto sign = pattern.indexOf(QLatin1Char('%'));
        const QLatin1String fixed = sign < 0 ? pattern : pattern.left(sign);
        if (!told.startsWith(fixed))
            return std::nullopt;
        told = told.mid(fixed.size());
        if (sign < 0)
            return told.isEmpty() ? std::optional(holes) : std::nullopt;
        pattern = pattern.mid(sign + 2);
        const auto next = pattern.indexOf(QLatin1Char('%'));
        const QLatin1String behind = next < 0 ? pattern : pattern.left(next);
        const qsizetype end = next >= 0               ? told.indexOf(behind)
                              : told.endsWith(behind) ? told.size() - behind.size()
                                                      : -1;
        if (end <= 0)
            return std::nullopt;
        holes += told.left(end).toString();
        told = told.mid(end);
    }
}

// At once, so that what is put into one hole is not searched for the next.
QString filled(const QString &text, const QStringList &holes)
{
    return holes.size() == 2   ? text.arg(holes[0], holes[1])
           : holes.size() == 1 ? text.arg(holes[0])
                               : text;
}

std::optional<QString> countedText(const QString &english)
{
    const auto holes = holesIn(english, QLatin1String(OpenDiscrepancies));
    bool isCount = false;
    const int count = holes ? holes->at(1).toInt(&isCount) : 0;
    if (!isCount)
        return std::nullopt;
    return QCoreApplication::translate(ToldContext, OpenDiscrepancies, nullptr, count)
        .arg(holes->at(0));
}

} // namespace

std::optional<QString> toldIfKnown(const QString &english)
{
    if (auto counted = countedText(english))
        return counted;
    for (const char *sentence : ToldSentences) {
        const QLatin1String pattern(sentence);
        auto holes = holesIn(english, pattern);
        if (!holes)
            continue;
        if (!holes->isEmpty() && pattern[pattern.size() - 2] == QLatin1Char('%'))
            holes->back() = toldText(holes->back()); // it may go on with another sentence
        return filled(QCoreApplication::translate(ToldContext, sentence), *holes);
    }
    return std::nullopt;
}

QString toldText(const QString &english) { return toldIfKnown(english).value_or(english); }

QString toldText(const std::string &english) { return toldText(QString::fromStdString(english)); }

} // namespace lpm::gui
