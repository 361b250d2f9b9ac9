// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filter/filterparser.h"

#include "gui/filter/filteramount.h"
#include "gui/filter/filtertexts.h"

#include <algorithm>
#include <array>
#include <optional>

namespace lpm::gui {

namespace {

struct FieldName
{
    const char *name;
    TextField field;
    const char *choices; // separated by blanks; "" any text
};

constexpr std::array FieldNames{
    FieldName{"coin", TextField::Coin, ""},
    FieldName{"symbol", TextField::Coin, ""},
    FieldName{"side", TextField::Side, "long short"},
    FieldName{"dex", TextField::Dex, ""},
    FieldName{"account", TextField::Account, ""},
    FieldName{"mode", TextField::Mode, "cross isolated"},
    FieldName{"reconciled", TextField::Reconciled, "yes no"},
};

const FieldName *fieldNamed(const QString &name)
{
    const auto found =
        std::find_if(FieldNames.begin(), FieldNames.end(), [&](const FieldName &field) {
            return name.compare(QLatin1String(field.name), Qt::CaseInsensitive) == 0;
        });
    return found == FieldNames.end() ? nullptr : &*found;
}

struct RelationSign
{
    QLatin1String sign;
    Relation relation;
};

// Longer signs before those they begin with.
constexpr std::array RelationSigns{
    RelationSign{QLatin1String("<="), Relation::LessOrEqual},
    RelationSign{QLatin1String(">="), Relation::GreaterOrEqual},
    RelationSign{QLatin1String("!="), Relation::Unequal},
    RelationSign{QLatin1String("=="), Relation::Equal},
    RelationSign{QLatin1String("<"), Relation::Less},
    RelationSign{QLatin1String(">"), Relation::Greater},
    RelationSign{QLatin1String("="), Relation::Equal},
};

using Reading = tl::expected<std::variant<TextTerm, ComparisonTerm>, QString>;

class FilterReader
{
public:
    explicit FilterReader(QString text) : m_text(std::move(text)) {}

    bool isAtEnd()
    {
        skipBlanks();
        return m_at >= m_text.size();
    }
    void readTerm(ParsedFilter &into);

private:
    Reading read();
    Reading readComparison(const QString &name, Relation relation);
    Reading readField(const FieldName &field);
    QString readText();
    QString readAmount();
    QString readName();
    std::optional<Relation> takeRelation();
    const RelationSign *relationAt(qsizetype at) const;
    bool take(char sign);
    void skipBlanks();

    QString m_text;
    qsizetype m_at = 0;
};

void FilterReader::readTerm(ParsedFilter &into)
{
    const qsizetype begin = m_at;
    bool isExcluded = false;
    while (!relationAt(m_at) && take('!'))
        isExcluded = !isExcluded;
    Reading reading = read();
    if (reading)
        into.filter.terms.push_back({isExcluded, std::move(*reading)});
    else
        into.problems.push_back({m_text.mid(begin, m_at - begin).trimmed(), reading.error()});
}

Reading FilterReader::read()
{
    if (m_at < m_text.size() && m_text.at(m_at) == QLatin1Char('"')) {
        const QString quoted = readText();
        if (quoted.isEmpty())
            return tl::unexpected(FilterTexts::tr("nothing stands between the quotes"));
        return TextTerm{TextField::Word, quoted};
    }
    const qsizetype begin = m_at;
    const QString name = readName();
    const FieldName *field = fieldNamed(name);
    if (field && take(':'))
        return readField(*field);
    if (const auto relation = takeRelation()) {
        if (field && *relation == Relation::Equal) { // side=long is side:long
            skipBlanks();
            return readField(*field);
        }
        return readComparison(name, *relation);
    }
    // A colon belongs to a coin of a builder's dex: xyz:TSLA.
    m_at = begin;
    const QString word = readText();
    if (word.isEmpty())
        return tl::unexpected(FilterTexts::tr("a word or a comparison is missing"));
    return TextTerm{TextField::Word, word};
}

Reading FilterReader::readComparison(const QString &name, Relation relation)
{
    const QString amount = readAmount();
    if (name.isEmpty())
        return tl::unexpected(FilterTexts::tr("what is to be compared is missing"));
    const NumberField *field = numberField(name);
    if (!field)
        return tl::unexpected(FilterTexts::tr("%1 is no number of a position").arg(name));
    if (amount.isEmpty())
        return tl::unexpected(FilterTexts::tr("a number is missing"));
    const auto value = filterAmount(amount, field->unit);
    if (!value)
        return tl::unexpected(value.error());
    return ComparisonTerm{field, relation, *value};
}

Reading FilterReader::readField(const FieldName &field)
{
    const QString text = readText();
    const QString choices = QString::fromLatin1(field.choices);
    if (choices.isEmpty()) {
        if (text.isEmpty())
            return tl::unexpected(FilterTexts::tr("a name is missing"));
        return TextTerm{field.field, text};
    }
    const QStringList words = choices.split(QLatin1Char(' '));
    if (!words.contains(text.toLower()))
        return tl::unexpected(FilterTexts::tr("it is %1 or %2").arg(words.first(), words.last()));
    return TextTerm{field.field, text.toLower()};
}

// Up to the next blank, or what stands in quotes.
QString FilterReader::readText()
{
    const bool isQuoted = take('"');
    const qsizetype begin = m_at;
    const auto isEnd = [&](QChar next) {
        return isQuoted ? next == QLatin1Char('"') : next.isSpace();
    };
    while (m_at < m_text.size() && !isEnd(m_text.at(m_at)))
        ++m_at;
    const QString text = m_text.mid(begin, m_at - begin);
    if (isQuoted)
        take('"');
    return isQuoted ? text.trimmed() : text;
}

// Behind a blank only what begins like a number: else the next term would be taken for one.
QString FilterReader::readAmount()
{
    const qsizetype before = m_at;
    skipBlanks();
    const bool isNumber =
        m_at < m_text.size() &&
        (m_text.at(m_at).isDigit() || QStringLiteral("+-.\u2212").contains(m_text.at(m_at)));
    if (m_at > before && !isNumber) {
        m_at = before;
        return {};
    }
    return readText();
}

QString FilterReader::readName()
{
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && !m_text.at(m_at).isSpace() &&
           m_text.at(m_at) != QLatin1Char(':') && !relationAt(m_at))
        ++m_at;
    return m_text.mid(begin, m_at - begin);
}

// Blanks may stand around it: upnl < -100.
std::optional<Relation> FilterReader::takeRelation()
{
    const qsizetype before = m_at;
    skipBlanks();
    const RelationSign *found = relationAt(m_at);
    if (!found) {
        m_at = before;
        return std::nullopt;
    }
    m_at += found->sign.size();
    return found->relation;
}

const RelationSign *FilterReader::relationAt(qsizetype at) const
{
    const QStringView rest = QStringView(m_text).mid(at);
    const auto found =
        std::find_if(RelationSigns.begin(), RelationSigns.end(),
                     [&](const RelationSign &each) { return rest.startsWith(each.sign); });
    return found == RelationSigns.end() ? nullptr : &*found;
}

bool FilterReader::take(char sign)
{
    if (m_at >= m_text.size() || m_text.at(m_at) != QLatin1Char(sign))
        return false;
    ++m_at;
    return true;
}

void FilterReader::skipBlanks()
{
    while (m_at < m_text.size() && m_text.at(m_at).isSpace())
        ++m_at;
}

} // namespace

QString ParsedFilter::message() const
{
    QStringList sentences;
    for (const FilterProblem &problem : problems)
        sentences += FilterTexts::tr("“%1” is left out: %2.").arg(problem.part, problem.reason);
    return sentences.join(QLatin1Char(' '));
}

ParsedFilter parseFilter(const QString &text)
{
    QString plain = text;
    plain.replace(QChar(0x2264), QStringLiteral("<="));
    plain.replace(QChar(0x2265), QStringLiteral(">="));
    plain.replace(QChar(0x2260), QStringLiteral("!="));
    ParsedFilter parsed;
    FilterReader reader(plain);
    while (!reader.isAtEnd())
        reader.readTerm(parsed);
    return parsed;
}

QString filterHelp()
{
    return FilterTexts::tr(
        "btc short — words that all fit coin, dex, side or account\n"
        "coin:BTC  dex:xyz  account:main  side:long  mode:cross  reconciled:no\n"
        "upnl<-100  notional>10k  size>=2  lev>=10 — comparisons, k and m allowed\n"
        "roe>5  dist<10 — in percent;  age<4h — in s, m, h or d\n"
        "!dex:xyz  !upnl<0 — leaves out what fits\n"
        "account:\"my desk\" — quotes around blanks\n"
        "A number that is not known fits no comparison. A part that cannot be\n"
        "understood is left out; the others still filter.");
}

} // namespace lpm::gui
