// SPDX-License-Identifier: GPL-3.0-or-later
// The strip of sums above the tables, and their exact values by key and by touch.
import { element, setAttribute, setClass, Slot } from './dom.mjs';
import { ValuesPanel } from './exactpanel.mjs';
import { fixed, grouped, signed, signedFull, toneOf, Unknown } from './format.mjs';
import { signOf } from './decimal.mjs';

const inUsd = (value, show) => (value === null ? Unknown : `${show(value)} USD`);

const pnl = (title, key, tip) => ({ title, key, tip, detail: () => tip,
  show: (value) => ({ text: signed(value), tone: toneOf(value),
    full: inUsd(value, signedFull) }) });
const plain = (title, key, tip) => ({ title, key, tip, detail: () => tip,
  show: (value) => ({ text: fixed(value), tone: value === null ? 'muted' : '',
    full: inUsd(value, grouped) }) });

const Tiles = [
  { ...plain('Equity', 'equity', 'USD'), tip: '' },
  pnl('Net P&L', 'net_pnl', 'after all costs'),
  pnl('Unrealized', 'unrealized_pnl', 'at mark prices'),
  pnl('Realized', 'realized_pnl', 'before fees'),
  plain('Fees', 'fees', 'paid'),
  { ...pnl('Funding', 'funding', ''),
    detail: ({ funding }) => ({ '-1': 'paid', 1: 'received' }[signOf(funding)] ?? 'none') },
  plain('Long exposure', 'long_exposure', 'at mark prices'),
  plain('Short exposure', 'short_exposure', 'at mark prices'),
  { title: 'Net exposure', key: 'net_exposure', // no gain and no loss: signed, without colour
    detail: ({ total_exposure: gross }) => `gross ${fixed(gross)}`,
    show: (value) => ({ text: signed(value), tone: value === null ? 'muted' : '',
      full: inUsd(value, signedFull) }) },
  { title: 'Positions', key: 'active',
    detail: (totals, accounts) => (accounts > 1 ? `in ${accounts} accounts` : 'open'),
    show: (value) => ({ text: value === null ? Unknown : String(value), tone: '', full: '' }) },
];

const ExactTiles = [...Tiles.filter(({ key }) => key !== 'active'),
  plain('Gross exposure', 'total_exposure', 'at mark prices')];

export class TotalsStrip {
  // `ask` is a button that opens `panel`, as a tap at a sum does.
  constructor(list, ask, panel) {
    Object.assign(this, { list, ask, totals: {}, isOpen: false });
    this.tiles = Tiles.map(({ title, key }) => {
      const value = element('dd');
      const detail = element('dd', { className: 'detail' });
      value.dataset.key = key;
      list.append(element('div', {}, element('dt', { textContent: title }), value, detail));
      return { value, shown: new Slot(value), detail: new Slot(detail) };
    });
    this.exact = new ValuesPanel({ panel, entries: ExactTiles, onClose: () => this.open(false) });
    ask.addEventListener('click', () => this.open(!this.isOpen, true));
    ask.addEventListener('keydown', (event) => event.key === 'Escape' && this.open(false));
    list.addEventListener('click', () =>
      document.getSelection().isCollapsed && this.open(!this.isOpen)); // else a text is marked
  }

  show(totals, accounts) {
    this.totals = accounts > 0 ? totals : {};
    Tiles.forEach(({ key, show, detail }, i) => {
      const { text, tone, full } = show(this.totals[key] ?? null);
      this.tiles[i].shown.show(text, tone);
      this.tiles[i].detail.show(accounts > 0 ? detail(totals, accounts) : '');
      setAttribute(this.tiles[i].value, 'title', full);
    });
    this.writeExact();
  }

  setTrust(isLive) {
    setClass(this.list, isLive ? '' : 'stale');
    this.writeExact();
  }

  open(isOpen, takesFocus = false) {
    const hadFocus = this.exact.hasFocus();
    this.isOpen = isOpen;
    setAttribute(this.ask, 'aria-expanded', String(isOpen));
    this.writeExact();
    if (isOpen) this.exact.open(takesFocus);
    else this.exact.hide();
    if (!isOpen && hadFocus) this.ask.focus();
  }

  writeExact() {
    if (!this.isOpen) return;
    this.exact.write({ title: 'Totals', state: this.list.className,
      values: ExactTiles.map(({ key, show }) =>
        ({ text: show(this.totals[key] ?? null).full, trust: '' })) });
  }
}
