// SPDX-License-Identifier: GPL-3.0-or-later
// The strip of sums above the tables.
import { element, setAttribute, setClass, Slot } from './dom.mjs';
import { fixed, grouped, signed, signedFull, toneOf, Unknown } from './format.mjs';
import { signOf } from './decimal.mjs';

const pnl = (title, key, detail) => ({ title, key, detail: () => detail,
  show: (value) => ({ text: signed(value), tone: toneOf(value),
    full: `${signedFull(value)} USD` }) });
const plain = (title, key, detail) => ({ title, key, detail: () => detail,
  show: (value) => ({ text: fixed(value), tone: value === null ? 'muted' : '',
    full: `${grouped(value)} USD` }) });

const Tiles = [
  plain('Equity', 'equity', 'USD'),
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
      full: `${signedFull(value)} USD` }) },
  { title: 'Positions', key: 'active',
    detail: (totals, accounts) => (accounts > 1 ? `in ${accounts} accounts` : 'open'),
    show: (value) => ({ text: value === null ? Unknown : String(value), tone: '', full: '' }) },
];

export class TotalsStrip {
  constructor(list) {
    this.list = list;
    this.tiles = Tiles.map(({ title, key }) => {
      const value = element('dd');
      const detail = element('dd', { className: 'detail' });
      value.dataset.key = key;
      list.append(element('div', {}, element('dt', { textContent: title }), value, detail));
      return { value, shown: new Slot(value), detail: new Slot(detail) };
    });
  }

  show(totals, accounts) {
    Tiles.forEach(({ key, show, detail }, i) => {
      const { text, tone, full } = show(accounts > 0 ? totals[key] : null);
      this.tiles[i].shown.show(text, tone);
      this.tiles[i].detail.show(accounts > 0 ? detail(totals, accounts) : '');
      setAttribute(this.tiles[i].value, 'title', full);
    });
  }

  setTrust(isLive) {
    setClass(this.list, isLive ? '' : 'stale');
  }
}
