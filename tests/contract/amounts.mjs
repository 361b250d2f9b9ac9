// SPDX-License-Identifier: GPL-3.0-or-later
// Exact amounts and the exchange's own position arithmetic, in whole numbers. Sizes are whole
// 10^-szDecimals, prices whole 10^-(6 - szDecimals), money whole 10^-6 USD.

export const MoneyDecimals = 6;

export function units(text, decimals) {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`not a decimal: ${text}`);
  const cut = fraction.replace(/0+$/, '');
  if (cut.length > decimals) throw new Error(`${text} has more than ${decimals} decimals`);
  return BigInt(sign + whole + cut.padEnd(decimals, '0'));
}

// Shortest: no zeros at the end, no point without a digit behind it.
export function text(value, decimals) {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return sign + whole + (fraction ? `.${fraction}` : '');
}

// As the exchange writes it: at least one decimal.
export function wire(value, decimals) {
  const shortest = text(value, decimals);
  return shortest.includes('.') ? shortest : `${shortest}.0`;
}

const abs = (value) => (value < 0n ? -value : value);
const signOf = (value) => (value < 0n ? -1n : 1n);

// The position of one coin: signed size, entry notional n, and what closes have earned in cash.
export class Book {
  constructor(szDecimals) {
    this.szDecimals = szDecimals;
    this.pxDecimals = MoneyDecimals - szDecimals;
    this.size = 0n;
    this.notional = 0n;
    this.realized = 0n;
    this.fees = 0n;
  }

  copy() {
    return Object.assign(new Book(this.szDecimals), this);
  }

  get side() {
    return this.size > 0n ? 'long' : this.size < 0n ? 'short' : 'flat';
  }

  get entry() {
    return this.size === 0n ? 0n : this.notional / abs(this.size);
  }

  // Returns the closed P&L as the exchange states it: against the floored entry price.
  trade(side, px, sz, fee) {
    const start = this.size;
    const signed = side === 'B' ? sz : -sz;
    this.size += signed;
    this.fees += fee;
    if (start === 0n || signOf(start) === signOf(signed)) {
      this.notional += px * sz;
      return 0n;
    }
    const held = abs(start);
    const closed = sz < held ? sz : held;
    const remaining = held - closed;
    const closedPnl = signOf(start) * (px - this.notional / held) * closed;
    // A 64-bit float on purpose: the exchange multiplies so, in this order.
    const left = BigInt(Math.trunc(Number(this.notional) * (Number(remaining) / Number(held))));
    this.realized += signOf(start) * (px * closed - (this.notional - left));
    this.notional = sz > held ? px * (sz - held) : left;
    return closedPnl;
  }

  value(mark) {
    return abs(this.size) * mark;
  }

  unrealized(mark) {
    return this.size === 0n ? 0n : signOf(this.size) * (this.value(mark) - this.notional);
  }
}
