// SPDX-License-Identifier: GPL-3.0-or-later
// What is going to happen, in order of time and then of arrival: the same on every run.
#pragma once

#include "core/base/timestamp.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace lpm::simulation {

using base::Milliseconds;

inline constexpr Milliseconds Never = Milliseconds::max();

class EventQueue
{
public:
    using Action = std::function<void()>;

    void at(Milliseconds time, Action action)
    {
        std::uint32_t slot;
        if (m_free.empty()) {
            slot = static_cast<std::uint32_t>(m_actions.size());
            m_actions.push_back(std::move(action));
        } else {
            slot = m_free.back();
            m_free.pop_back();
            m_actions[slot] = std::move(action);
        }
        m_heap.push_back(Entry{time, ++m_order, slot});
        std::push_heap(m_heap.begin(), m_heap.end(), isLater);
    }
    Milliseconds next() const { return m_heap.empty() ? Never : m_heap.front().time; }
    Action take()
    {
        std::pop_heap(m_heap.begin(), m_heap.end(), isLater);
        const std::uint32_t slot = m_heap.back().slot;
        m_heap.pop_back();
        m_free.push_back(slot);
        return std::exchange(m_actions[slot], nullptr);
    }

private:
    struct Entry
    {
        Milliseconds time;
        std::uint64_t order;
        std::uint32_t slot;
    };
    static bool isLater(const Entry &a, const Entry &b)
    {
        return a.time != b.time ? a.time > b.time : a.order > b.order;
    }

    std::vector<Entry> m_heap;
    std::vector<Action> m_actions;
    std::vector<std::uint32_t> m_free;
    std::uint64_t m_order = 0;
};

} // namespace lpm::simulation
