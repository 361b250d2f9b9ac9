// SPDX-License-Identifier: GPL-3.0-or-later
// The positions of an account out of fills and marks, by the exchange's arithmetic, in doubles.

const Nothing = 1e-9;

export function signedSize(fill) {
  return fill.side === 'B' ? fill.size : -fill.size;
}

function newPosition(coin) {
  return { coin, size: 0, entry: 0, mark: 0, realized: 0, fees: 0,
    openedAt: 0, changedAt: 0, markedAt: 0, auditedAt: 0, isReconciled: false };
}

function applyTo(position, fill) {
  const change = signedSize(fill);
  const { size, entry } = position;
  if (Math.abs(size) < Nothing) {
    position.openedAt = fill.time;
    position.entry = fill.price;
  } else if (size * change > 0) {
    position.entry = (size * entry + change * fill.price) / (size + change);
  } else {
    const closed = Math.min(Math.abs(size), Math.abs(change));
    position.realized += closed * (fill.price - entry) * Math.sign(size);
    if (Math.abs(change) > Math.abs(size)) { // through zero
      position.openedAt = fill.time;
      position.entry = fill.price;
    }
  }
  position.size += change;
  position.fees += fill.fee;
  position.changedAt = fill.time;
  position.mark ||= fill.price;
}

export class Account {
  constructor(address, label) {
    this.address = address;
    this.label = label;
    this.seq = 0; // of the last update told
    this.positions = new Map();
    this.seen = new Set(); // fills, by tid
  }

  // undefined: the fill is known.
  apply(fill) {
    if (this.seen.has(fill.tradeId)) return undefined;
    this.seen.add(fill.tradeId);
    let position = this.positions.get(fill.coin);
    if (!position) this.positions.set(fill.coin, position = newPosition(fill.coin));
    applyTo(position, fill);
    return position;
  }
}
