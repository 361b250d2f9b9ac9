// SPDX-License-Identifier: GPL-3.0-or-later
// The table of routes: one line each.
#pragma once

#include "server/router.h"

#include <string>

namespace lpm::server {

class HistoryHandler;
class ListsHandler;
class PageHandler;
class PositionsHandler;
class ReconciliationHandler;
class SystemHandler;

// They must outlive the router.
struct Handlers
{
    const PositionsHandler &positions;
    const ListsHandler &lists;
    const HistoryHandler &history;
    const ReconciliationHandler &proof;
    const SystemHandler &system;
    const PageHandler &page;
};

Router makeRoutes(const Handlers &handlers, const std::string &version);

} // namespace lpm::server
