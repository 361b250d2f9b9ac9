// SPDX-License-Identifier: GPL-3.0-or-later
// The table of routes: one line each.
#pragma once

#include "server/router.h"

#include <string>

namespace lpm::server {

class ListsHandler;
class PageHandler;
class PositionsHandler;
class ReconciliationHandler;
class SystemHandler;

// The handlers must outlive the router.
Router makeRoutes(const PositionsHandler &positions, const ListsHandler &lists,
                  const ReconciliationHandler &proof, const SystemHandler &system, const PageHandler &page, const std::string &version);

} // namespace lpm::server
