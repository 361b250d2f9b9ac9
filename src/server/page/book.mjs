// SPDX-License-Identifier: GPL-3.0-or-later
// What the stream tells of the accounts: states, and the updates that join them exactly. Sums move
// with the positions between two states; where that cannot be exact they are unsure.
import { add, negated, subtract, sum } from './decimal.mjs';

const PositionSums = ['unrealized_pnl', 'realized_pnl', 'total_pnl', 'net_pnl', 'fees', 'funding'];
export const Sums = [...PositionSums, 'equity', 'withdrawable', 'total_exposure', 'long_exposure',
  'short_exposure', 'net_exposure'];

// The states in a message: one account's, or those of all.
export const statesOf = (message) =>
  (message.accounts ? Object.values(message.accounts) : [message]);

// A holding of spot stands apart from the positions, and in no sum of theirs; its updates come the
// same way.
export const isSpot = ({ coin }) => coin.startsWith('@') || coin.includes('/');

const zeroWhereFlat = (position) => (position.side === 'flat' ? '0' : position.notional_value);

// How the notional of a position counts in the four exposures.
function exposuresOf(position) {
  const notional = zeroWhereFlat(position);
  const isShort = position.side === 'short';
  return {
    total_exposure: notional, net_exposure: isShort ? negated(notional) : notional,
    long_exposure: isShort ? '0' : notional, short_exposure: isShort ? notional : '0',
  };
}

const difference = (before, after) => (before === after ? '0' : subtract(after, before));

export class Book {
  constructor() {
    this.accounts = new Map(); // address → account
  }

  // A state replaces what was known. Returns the addresses in it.
  takeState(message) {
    const states = statesOf(message);
    if (message.type === 'initial_state') this.keepOnly(new Set(states.map((one) => one.account)));
    for (const state of states) {
      this.accounts.set(state.account, {
        address: state.account, label: state.account_label, mode: state.mode,
        feedState: state.feed_state, seq: state.seq, isSure: true,
        active: state.active_positions,
        sums: Object.fromEntries(Sums.map((key) => [key, state[key] ?? null])),
        positions: new Map(Object.entries(state.positions)),
        flat: new Map(), // closed since: they go on from what they had earned
        moved: new Map(), // symbol → the position that the sums still hold
      });
    }
    return states.map((one) => one.account);
  }

  keepOnly(addresses) {
    for (const address of [...this.accounts.keys()])
      if (!addresses.has(address)) this.accounts.delete(address);
  }

  // false: something is missing before it, its account is not known, or only a state can tell what
  // came of it: one must be asked for.
  takeUpdate({ account: address, symbol, position, seq }) {
    const account = this.accounts.get(address);
    if (!account) return false;
    const isNext = seq === account.seq + 1;
    account.seq = seq;
    if (!isNext) account.isSure = false;
    if (isSpot(position)) return isNext;
    const before = account.positions.get(symbol) ?? account.flat.get(symbol) ?? null;
    if (!account.moved.has(symbol)) account.moved.set(symbol, before);
    const isFlat = position.side === 'flat';
    account[isFlat ? 'flat' : 'positions'].set(symbol, position);
    account[isFlat ? 'positions' : 'flat'].delete(symbol);
    return isNext;
  }

  // Brings the sums up to the positions. Returns whether all of them are sure.
  settle() {
    let isSure = true;
    for (const account of this.accounts.values()) {
      for (const [symbol, before] of account.moved)
        this.move(account, before, account.positions.get(symbol) ?? account.flat.get(symbol));
      account.moved.clear();
      account.active = account.positions.size;
      isSure = isSure && account.isSure;
    }
    return isSure;
  }

  move(account, before, after) {
    const sums = account.sums;
    const shift = (key, change) => {
      if (change === null) account.isSure = false;
      else if (change !== '0') sums[key] = add(sums[key], change);
    };
    if (before === null) account.isSure = false; // what it had earned before is in the sums, unseen
    const known = before ?? { side: 'flat', unrealized_pnl: '0' };
    for (const key of PositionSums) {
      if (before !== null || key === 'unrealized_pnl')
        shift(key, difference(known[key], after[key]));
    }
    const [from, to] = [exposuresOf(known), exposuresOf(after)];
    for (const key of Object.keys(to)) shift(key, difference(from[key], to[key]));
  }

  chosen(choice) {
    return [...this.accounts.values()].filter(({ address }) => choice === 'all'
      || choice === address);
  }

  // The sums of the chosen accounts: of one as they are, of several added; null is unknown.
  totals(choice) {
    const accounts = this.chosen(choice);
    const totals = { active: 0, isSure: accounts.length > 0 };
    for (const key of Sums)
      totals[key] = accounts.length > 0 ? sum(accounts.map((one) => one.sums[key])) : null;
    for (const { active, isSure } of accounts) {
      totals.active += active;
      totals.isSure = totals.isSure && isSure;
    }
    return totals;
  }
}
