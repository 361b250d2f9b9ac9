// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers set character by character: figures join and shape nothing, and shaping is most of what a
// table of moving numbers costs. A text with a character that the font lacks is left to QPainter.
// GUI thread.
#pragma once

#include <QFont>
#include <QGlyphRun>
#include <QRawFont>

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

class QPainter;

namespace lpm::gui {

class FigureText
{
public:
    // As wide as draw() sets it, in whole pixels.
    int widthOf(const QFont &font, const QString &text);

    // In the middle of the area's height, at its left or right edge. Nothing is cut.
    void draw(QPainter &painter, const QRect &area, Qt::Alignment side, const QFont &font,
              const QString &text);

private:
    struct Glyph
    {
        quint32 index = 0; // 0: the font has none
        qreal advance = 0;
    };

    struct Face
    {
        QFont font;
        QRawFont raw;
        qreal ascent = 0;
        qreal height = 0;
        std::unordered_map<char16_t, Glyph> glyphs; // as they are met; never more than MostGlyphs
    };

    struct Line
    {
        qreal width = 0;
        bool isSet = false; // the font has every character of it
    };

    Face &faceOf(const QFont &font);
    static const Glyph &glyphOf(Face &face, QChar character);
    Line set(Face &face, const QString &text); // into m_indexes and m_positions

    std::vector<std::unique_ptr<Face>> m_faces; // few: a table has one font and its narrower forms
    std::vector<quint32> m_indexes;
    std::vector<QPointF> m_positions;
    QGlyphRun m_run;
};

} // namespace lpm::gui
