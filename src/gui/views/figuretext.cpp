// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/figuretext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lpm::gui {

namespace {

constexpr std::size_t MostFaces = 16;   // kept at once: a user who tries fonts does not fill memory
constexpr std::size_t MostGlyphs = 256; // of a face

} // namespace

FigureText::Face &FigureText::faceOf(const QFont &font)
{
    const auto known = std::find_if(m_faces.begin(), m_faces.end(),
                                    [&](const auto &face) { return face->font == font; });
    if (known != m_faces.end())
        return **known;
    if (m_faces.size() >= MostFaces)
        m_faces.clear();
    const QFontMetricsF metrics(font);
    auto face = std::make_unique<Face>(Face{font,
                                            QRawFont::fromFont(font),
                                            metrics.ascent(),
                                            metrics.ascent() + metrics.descent(),
                                            {}});
    return *m_faces.emplace_back(std::move(face));
}

const FigureText::Glyph &FigureText::glyphOf(Face &face, QChar character)
{
    const auto known = face.glyphs.find(character.unicode());
    if (known != face.glyphs.end())
        return known->second;
    if (face.glyphs.size() >= MostGlyphs)
        face.glyphs.clear();
    Glyph glyph;
    const auto indexes = face.raw.glyphIndexesForString(QString(character));
    if (indexes.size() == 1 && indexes.front() != 0 && !character.isSurrogate()) {
        const auto advances = face.raw.advancesForGlyphIndexes(indexes);
        glyph = {indexes.front(), advances.front().x()};
    }
    return face.glyphs.emplace(character.unicode(), glyph).first->second;
}

FigureText::Line FigureText::set(Face &face, const QString &text)
{
    m_indexes.clear();
    m_positions.clear();
    Line line{0, face.raw.isValid()};
    for (const QChar character : text) {
        const Glyph glyph = line.isSet ? glyphOf(face, character) : Glyph();
        if (glyph.index == 0)
            return {0, false};
        m_indexes.push_back(glyph.index);
        m_positions.emplace_back(line.width, 0);
        line.width += glyph.advance;
    }
    return line;
}

int FigureText::widthOf(const QFont &font, const QString &text)
{
    const Line line = set(faceOf(font), text);
    return line.isSet ? static_cast<int>(std::ceil(line.width))
                      : QFontMetrics(font).horizontalAdvance(text);
}

void FigureText::draw(QPainter &painter, const QRect &area, Qt::Alignment side, const QFont &font,
                      const QString &text)
{
    if (text.isEmpty())
        return;
    Face &face = faceOf(font);
    const Line line = set(face, text);
    if (!line.isSet) {
        painter.setFont(font);
        painter.drawText(
            area, static_cast<int>(side.toInt()) | Qt::AlignVCenter | Qt::TextSingleLine, text);
        return;
    }
    const qreal left =
        side.testFlag(Qt::AlignRight) ? area.left() + area.width() - line.width : area.left();
    const qreal top = area.top() + (area.height() - face.height) / 2;
    m_run.setRawFont(face.raw);
    m_run.setRawData(m_indexes.data(), m_positions.data(), static_cast<int>(m_indexes.size()));
    painter.drawGlyphRun({left, top + face.ascent}, m_run);
}

} // namespace lpm::gui
