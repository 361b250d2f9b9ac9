// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filter/positionfilter.h"

#include "core/domain/instrument.h"
#include "core/domain/words.h"

#include <algorithm>

namespace lpm::gui {

using domain::PositionView;

namespace {

bool contains(const QString &whole, const QString &part)
{
    return whole.contains(part, Qt::CaseInsensitive);
}

bool isSame(const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool isAccount(const FilterSubject &subject, const QString &text)
{
    if (contains(subject.account, text))
        return true;
    // Only what looks like an address is one: a coin's name may well be hexadecimal.
    return text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive) &&
           contains(QString::fromStdString(subject.position.account.text()), text);
}

bool isCoin(const PositionView &position, const QString &text)
{
    const QString coin = QString::fromStdString(position.coin);
    return isSame(coin, text) || isSame(QString::fromStdString(position.symbol), text) ||
           isSame(coin.mid(coin.indexOf(QLatin1Char(':')) + 1), text);
}

bool hasWord(const FilterSubject &subject, const QString &text)
{
    return contains(QString::fromStdString(subject.position.symbol), text) ||
           contains(QString::fromLatin1(domain::word(subject.position.side).data()), text) ||
           isAccount(subject, text);
}

bool holds(const FilterSubject &subject, const TextTerm &term)
{
    const PositionView &position = subject.position;
    switch (term.field) {
    case TextField::Word:
        return hasWord(subject, term.text);
    case TextField::Coin:
        return isCoin(position, term.text);
    case TextField::Side:
        return isSame(QString::fromLatin1(domain::word(position.side).data()), term.text);
    case TextField::Dex:
        return isSame(QString::fromStdString(domain::dexOf(position.coin)), term.text);
    case TextField::Account:
        return isAccount(subject, term.text);
    case TextField::Mode:
        return position.marginMode &&
               isSame(QString::fromLatin1(domain::word(*position.marginMode).data()), term.text);
    case TextField::Reconciled:
        return subject.isProven == isSame(term.text, QStringLiteral("yes"));
    }
    return false;
}

bool holds(const FilterSubject &subject, const ComparisonTerm &term)
{
    const auto value = term.field->value(subject.position, subject.now);
    if (!value)
        return false;
    switch (term.relation) {
    case Relation::Less:
        return *value < term.value;
    case Relation::LessOrEqual:
        return *value <= term.value;
    case Relation::Greater:
        return *value > term.value;
    case Relation::GreaterOrEqual:
        return *value >= term.value;
    case Relation::Equal:
        return *value == term.value;
    case Relation::Unequal:
        return *value != term.value;
    }
    return false;
}

} // namespace

bool fits(const FilterSubject &subject, const FilterTerm &term)
{
    const bool isHeld =
        std::visit([&](const auto &what) { return holds(subject, what); }, term.what);
    return isHeld != term.isExcluded;
}

bool fits(const FilterSubject &subject, const PositionFilter &filter)
{
    return std::all_of(filter.terms.begin(), filter.terms.end(),
                       [&](const FilterTerm &term) { return fits(subject, term); });
}

} // namespace lpm::gui
