// SPDX-License-Identifier: GPL-3.0-or-later
// The newest fills, each once: from the list at the beginning, and from the stream as they come.

export const FillsKept = 200;

// What makes a fill the one it is. Both legs of a trade with oneself share the number of the trade.
const keyOf = (fill) => [fill.account, fill.symbol, fill.timestamp, fill.fill_id, fill.order_id,
  fill.side].join(' ');

function isNewer(a, b) {
  const [timeA, timeB] = [Date.parse(a.timestamp), Date.parse(b.timestamp)];
  if (timeA !== timeB) return timeA > timeB;
  // Without a seq it is of an earlier run, and its list is in order already.
  return a.account === b.account ? (a.seq ?? 0) > (b.seq ?? 0) : a.account > b.account;
}

// The fill of an update, as the list has it.
export const fillOf = ({ fill, position, account, account_label, seq, late }) =>
  ({ ...fill, coin: position.coin, account, account_label, seq, isLate: late === true });

const ForcedNotes = new Map([['liquidation', 'LIQUIDATION'], ['auto_deleveraging', 'ADL']]);

// What is to be known of a fill beside its numbers: that nobody wanted it, and how it came here.
export function noteOf({ forced, source, isLate }) {
  const how = ForcedNotes.get(forced) ?? '';
  const came = [source === 'live' ? '' : 'recovered', isLate ? 'late' : ''];
  return { text: [how, ...came].filter((text) => text).join(', '), tone: how ? 'bad' : 'muted' };
}

export class Fills {
  constructor(most = FillsKept) {
    this.most = most;
    this.list = []; // newest first
    this.keys = new Set();
  }

  // Where it was put; -1: it is known already, or older than all that are kept.
  add(fill) {
    const key = keyOf(fill);
    if (this.keys.has(key)) return -1;
    let at = 0;
    while (at < this.list.length && !isNewer(fill, this.list[at])) ++at;
    if (at >= this.most) return -1;
    this.list.splice(at, 0, fill);
    this.keys.add(key);
    if (this.list.length > this.most) this.keys.delete(keyOf(this.list.pop()));
    return at;
  }
}
