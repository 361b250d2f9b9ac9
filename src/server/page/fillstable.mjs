// SPDX-License-Identifier: GPL-3.0-or-later
// The table of fills: a row is put where it belongs and never written again.
import { multiply } from './decimal.mjs';
import { element } from './dom.mjs';
import { ExactPanel } from './exactpanel.mjs';
import { noteOf } from './fills.mjs';
import { accountName, clockText, coinParts, fixed, grouped, inertName, signed, toneOf }
  from './format.mjs';

const FeeDecimals = 4;

const sideOf = ({ side }) => (side === 'buy' ? { text: 'Buy', tone: 'gain' }
  : { text: 'Sell', tone: 'loss' });

function feeOf({ fee, fee_token: token }) {
  const isUsd = !token || token === 'USDC';
  return isUsd ? { text: fixed(fee, FeeDecimals) }
    : { text: grouped(fee), second: inertName(token) };
}

const Roles = new Map([[true, 'taker'], [false, 'maker'], [null, 'taker or maker: not told']]);

const detailsOf = ({ direction, taker, order_id: order, fill_id: trade }) =>
  [inertName(direction ?? ''), Roles.get(taker), `order ${order}`, `trade ${trade}`]
    .filter((text) => text).join(', ');

// `full`: the exact value, for a pointer at it.
const FillColumns = [
  { title: 'Time', kind: 'text', show: ({ timestamp }, today) =>
    ({ text: clockText(timestamp, today), tone: 'muted', full: timestamp }) },
  { title: 'Account', kind: 'text', isOfMany: true, show: ({ account, account_label: label }) =>
    ({ text: accountName({ address: account, label }), tone: 'muted', full: account }) },
  { title: 'Coin', kind: 'name', show: ({ coin, symbol }) => {
    const [text, second] = coinParts(coin.startsWith('@') ? symbol : coin); // a pair of spot
    return { text, second, secondTone: 'dex' };
  } },
  { title: 'Side', kind: 'text', show: sideOf },
  { title: 'Size', kind: 'number', show: ({ quantity }) => ({ text: grouped(quantity) }) },
  { title: 'Price', kind: 'number', show: ({ price }) => ({ text: grouped(price) }) },
  { title: 'Value', kind: 'number', show: ({ quantity, price }) => {
    const value = multiply(quantity, price);
    return { text: fixed(value), full: grouped(value) };
  } },
  { title: 'Fee', kind: 'number', show: (fill) => ({ ...feeOf(fill), full: grouped(fill.fee) }) },
  { title: 'Closed P&L', kind: 'money', show: ({ closed_pnl: value }) =>
    ({ text: signed(value), tone: toneOf(value), full: grouped(value) }) },
  { title: 'Note', kind: 'text', show: (fill) => ({ ...noteOf(fill), full: detailsOf(fill) }) },
];

const ExactColumns = FillColumns.filter(({ title }) => title !== 'Coin');

// The note with all that is known of it, the fee with its token.
function exactText({ title, show }, fill) {
  const { text, second = '', full = text } = show(fill, fill.timestamp);
  return title === 'Fee' || title === 'Note' ? [title === 'Note' && text, full, second]
    .filter((part) => part).join(title === 'Note' ? '; ' : ' ') : full;
}

export class FillsTable {
  // exact: the element in which the exact values of a row are shown.
  constructor(table, none, exact) {
    this.table = table;
    this.fills = new WeakMap(); // of a row
    this.none = none;
    this.body = table.tBodies[0];
    this.hasAccounts = false;
    this.heads = FillColumns.map(({ title, kind, isOfMany }) => {
      const th = element('th', { scope: 'col', textContent: title });
      th.dataset.kind = kind;
      if (isOfMany) th.className = 'of-many';
      return th;
    });
    table.querySelector('thead tr').append(...this.heads);
    this.exact = new ExactPanel({ panel: exact, scroll: table.parentElement, body: this.body,
      entries: ExactColumns, describe: (tr) => this.exactOf(tr) });
  }

  exactOf(tr) {
    const fill = this.fills.get(tr);
    return { title: `${inertName(fill.symbol)}, ${fill.side}`, state: '',
      values: ExactColumns.map((column) => ({ text: exactText(column, fill), trust: '' })) };
  }

  row(fill, today) {
    const cells = FillColumns.map(({ kind, show, isOfMany }) => {
      const { text, second = '', tone = '', secondTone = '', full = text } = show(fill, today);
      const td = element('td', { className: isOfMany ? `${kind} of-many` : kind, title: full },
        element('span', { className: `v ${tone}`, textContent: text }));
      if (second) td.append(element('span', { className: `s ${secondTone}`, textContent: second }));
      td.hidden = isOfMany === true && !this.hasAccounts;
      return td;
    });
    const tr = element('tr', { tabIndex: -1, 'aria-describedby': 'row-hint' }, ...cells);
    this.fills.set(tr, fill);
    tr.dataset.fill = `${fill.fill_id} ${fill.side}`;
    return tr;
  }

  // All of a list: at the beginning, and when another account is chosen.
  show(list, hasAccounts, today) {
    this.hasAccounts = hasAccounts;
    FillColumns.forEach(({ isOfMany }, i) => (this.heads[i].hidden = isOfMany === true
      && !hasAccounts));
    const held = this.exact.keys.held();
    const isRead = this.exact.hasFocus();
    this.exact.close(false);
    this.body.replaceChildren(...list.map((fill) => this.row(fill, today)));
    this.exact.keys.settle(held);
    if (isRead) this.exact.scroll.focus(); // its row is another one now
  }

  // One that came, at its place of a list that holds `most`.
  insert(fill, at, most, today) {
    const tr = this.row(fill, today);
    tr.className = 'fresh';
    this.body.insertBefore(tr, this.body.children[at] ?? null);
    while (this.body.children.length > most) {
      this.exact.leave(this.body.lastElementChild);
      this.body.lastElementChild.remove();
    }
    this.exact.keys.settle(null);
    this.none.hidden = true;
  }
}
