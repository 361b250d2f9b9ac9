// SPDX-License-Identifier: GPL-3.0-or-later
// The fills of the chosen accounts: the list at the beginning, and those that come.
import { Fills, FillsKept } from './fills.mjs';

export class FillsPanel {
  constructor({ table, api, clock }) {
    Object.assign(this, { table, api, clock });
    this.lists = new Map(); // account or all → its newest
    this.choice = 'all';
    this.hasAccounts = false;
  }

  listOf(name) {
    if (!this.lists.has(name)) this.lists.set(name, new Fills());
    return this.lists.get(name);
  }

  today() {
    return this.clock.serverNow() ?? undefined;
  }

  choose(choice, hasAccounts) {
    this.choice = choice;
    this.hasAccounts = hasAccounts;
    this.table.show(this.listOf(choice).list, hasAccounts, this.today());
  }

  // Where it stands in the list that is shown; -1: nowhere.
  add(fill) {
    const places = new Map(['all', fill.account].map((name) =>
      [name, this.listOf(name).add(fill)]));
    return places.get(this.choice) ?? -1;
  }

  take(fill) {
    const at = this.add(fill);
    if (at >= 0) this.table.insert(fill, at, FillsKept, this.today());
  }

  async read() {
    try {
      const { status, body } = await this.api.get(
        `api/v1/fills?account=all&limit=${FillsKept}`, this.clock);
      if (status !== 200) return;
      body.fills.forEach((fill) => this.add(fill));
      this.choose(this.choice, this.hasAccounts);
    } catch {
      // those that come are told by the stream
    }
  }
}
