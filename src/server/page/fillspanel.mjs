// SPDX-License-Identifier: GPL-3.0-or-later
// The fills of the chosen accounts: the list at the beginning, and those that come.
import { Fills, FillsKept } from './fills.mjs';

const AskAgainMs = 5_000; // after a list that could not be read

export class FillsPanel {
  constructor({ table, api, clock }) {
    Object.assign(this, { table, api, clock });
    this.lists = new Map(); // account or all → its newest
    this.read = new Map(); // account or all → whether its list was read: asked, done
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
    this.show();
    this.ask();
  }

  show() {
    this.day = new Date(this.today()).toDateString();
    const { list } = this.listOf(this.choice);
    this.table.show(list, this.hasAccounts, this.today());
    // Only who has read the list knows that it is empty.
    this.table.none.hidden = list.length > 0 || this.read.get(this.choice) !== 'done';
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

  // Each second: a list that could not be read is asked for again, and a time of yesterday gets
  // its day.
  tick() {
    this.ask();
    if (new Date(this.today()).toDateString() !== this.day) this.show();
  }

  // What was read before may lack what came since.
  readAnew() {
    this.read.clear();
    this.ask();
  }

  // A busy account leaves no room for another one in the list of all: each is read by itself.
  async ask() {
    const name = this.choice;
    if (this.read.has(name)) return;
    const { read } = this;
    read.set(name, 'asked');
    try {
      const target = `api/v1/fills?account=${encodeURIComponent(name)}&limit=${FillsKept}`;
      const { status, body } = await this.api.get(target, this.clock);
      if (status !== 200) throw new Error(`status ${status}`);
      body.fills.forEach((fill) => this.add({ ...fill, isLate: 'before' in fill }));
      read.set(name, 'done');
      this.show();
    } catch {
      setTimeout(() => read.delete(name), AskAgainMs);
    }
  }
}
