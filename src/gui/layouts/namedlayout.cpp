// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/layouts/namedlayout.h"

#include "gui/limits.h"

#include <QCoreApplication>

#include <algorithm>

namespace lpm::gui {

namespace {

struct LayoutWords
{
    Q_DECLARE_TR_FUNCTIONS(Layouts)
};

} // namespace

QString layoutName(const QString &typed) { return typed.simplified(); }

std::vector<NamedLayout>::iterator LayoutBook::at(const QString &name)
{
    return std::find_if(m_layouts.begin(), m_layouts.end(),
                        [&](const NamedLayout &layout) { return layout.name == name; });
}

const NamedLayout *LayoutBook::find(const QString &name) const
{
    const auto found = std::find_if(m_layouts.begin(), m_layouts.end(),
                                    [&](const NamedLayout &layout) { return layout.name == name; });
    return found == m_layouts.end() ? nullptr : &*found;
}

QString LayoutBook::whyNot(const QString &name) const
{
    if (name.isEmpty())
        return LayoutWords::tr("A layout needs a name");
    if (name != layoutName(name))
        return LayoutWords::tr("A name is one line");
    if (name.size() > limits::LayoutNameLength)
        return LayoutWords::tr("A name has at most %n characters", nullptr,
                               limits::LayoutNameLength);
    const bool isFull = m_layouts.size() >= static_cast<std::size_t>(limits::LayoutsKept);
    if (isFull && find(name) == nullptr)
        return LayoutWords::tr("No more than %n layouts are kept", nullptr, limits::LayoutsKept);
    return {};
}

bool LayoutBook::put(NamedLayout layout)
{
    if (!whyNot(layout.name).isEmpty())
        return false;
    if (const auto same = at(layout.name); same != m_layouts.end())
        *same = std::move(layout);
    else
        m_layouts.push_back(std::move(layout));
    return true;
}

bool LayoutBook::rename(const QString &name, const QString &wanted)
{
    const auto renamed = at(name);
    const bool isTaken = wanted != name && find(wanted) != nullptr;
    const bool isName = !wanted.isEmpty() && wanted == layoutName(wanted) &&
                        wanted.size() <= limits::LayoutNameLength;
    if (renamed == m_layouts.end() || isTaken || !isName)
        return false;
    renamed->name = wanted;
    return true;
}

bool LayoutBook::remove(const QString &name)
{
    const auto removed = at(name);
    if (removed == m_layouts.end())
        return false;
    m_layouts.erase(removed);
    return true;
}

bool LayoutBook::move(const QString &name, int by)
{
    const auto moved = at(name);
    if (moved == m_layouts.end())
        return false;
    const auto index = moved - m_layouts.begin();
    const auto target = index + by;
    if (target < 0 || target >= static_cast<std::ptrdiff_t>(m_layouts.size()))
        return false;
    std::swap(*moved, m_layouts[static_cast<std::size_t>(target)]);
    return true;
}

} // namespace lpm::gui
