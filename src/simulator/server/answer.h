// SPDX-License-Identifier: GPL-3.0-or-later
// Small tools of the handlers of InfoService: an answer that is being written.
#pragma once

#include "simulator/server/infoservice.h"

namespace lpm::simulator {

inline constexpr int RowsAWeight = 20; // so many rows cost one weight more

// An answer whose body is what `write` puts into the writer; `rows` are what it is charged for.
template <class Write>
InfoAnswer written(Write &&write, int rows = 0)
{
    InfoAnswer answer{200, {}, rows / RowsAWeight};
    base::JsonWriter json(answer.body);
    write(json);
    return answer;
}

} // namespace lpm::simulator
