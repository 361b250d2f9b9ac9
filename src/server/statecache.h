// SPDX-License-Identifier: GPL-3.0-or-later
// The encoded summary of an account (or of all), made once and reused while nothing changes: the
// same bytes answer REST, initial_state and get_summary.
#pragma once

#include "server/accountselection.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lpm::server {

struct EncodedState
{
    std::string body;                   // a JSON object
    std::string etag;                   // quoted
    std::vector<domain::SummaryPtr> of; // what it was made from
};
using EncodedStatePtr = std::shared_ptr<const EncodedState>;

class StateCache
{
public:
    explicit StateCache(const ApiBackend &backend) : m_backend(backend) {}

    // Null where one of the accounts has no state.
    EncodedStatePtr state(const AccountSelection &selection);

private:
    const ApiBackend &m_backend;
    std::map<domain::Address, EncodedStatePtr> m_byAccount;
    EncodedStatePtr m_all;
};

// The body of a state as a message of the stream: {"type": …, …summary}.
std::string stateMessage(std::string_view type, const EncodedState &state);

} // namespace lpm::server
