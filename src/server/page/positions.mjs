// SPDX-License-Identifier: GPL-3.0-or-later
// The table of positions. A row is made once; afterwards only what changed in it is written, at
// once where it can be seen, and within a second elsewhere. Rows move on the slow tick only.
import { Columns, ExactColumns, exactText, fullText, inOrder } from './columns.mjs';
import { element, setAttribute, Slot } from './dom.mjs';
import { ExactPanel } from './exactpanel.mjs';
import { inertName } from './format.mjs';

const UsualDecimals = 6;
const Ahead = '80px 0px'; // rows this near to what is seen are written as if they were
const SmallerBy = 0.85; // the second text
const BadgeRoom = 3; // around that of a name, in digits
const Margin = 1.5; // of a cell, in digits: points and commas need less than a digit

const trustOf = (isPriced, { trust }) => (isPriced && trust !== 'live' ? trust : '');

class Row {
  constructor(key, account) {
    this.key = key;
    this.account = account;
    this.position = null;
    this.decimals = 0; // of the coin's prices
    this.isSeen = true;
    this.isDirty = true;
    this.tr = element('tr', { role: 'row', tabIndex: -1, 'aria-describedby': 'row-hint' });
    this.cells = []; // of the columns that are shown
  }

  build(columns) {
    this.cells = columns.map(({ key: column, kind }) => {
      const first = element('span', { className: 'v' });
      const second = element('span', { className: 's' });
      const td = column === 'coin'
        ? element('th', { scope: 'row', role: 'rowheader' }, first, second)
        : element('td', { role: 'cell' }, first, second);
      td.dataset.column = column;
      const bar = kind === 'gauge' ? td.appendChild(element('i', { 'aria-hidden': 'true' })) : null;
      return { td, bar, cell: new Slot(td), first: new Slot(first), second: new Slot(second),
        width: '' };
    });
    this.tr.replaceChildren(...this.cells.map(({ td }) => td));
  }

  take(position) {
    this.position = position;
    this.isDirty = true;
    this.decimals = position.price_decimals ?? UsualDecimals; // an older program tells none
  }
}

export class PositionsTable {
  // judge(position): { ageMs, openedMs, trust, verdict, isProofUnknown } of a position now.
  // exact: the element in which the exact values of a row are shown.
  constructor(scroll, judge, exact) {
    this.scroll = scroll;
    this.table = scroll.querySelector('table');
    this.body = this.table.tBodies[0];
    this.judge = judge;
    this.exact = new ExactPanel({ panel: exact, scroll, body: this.body,
      entries: ExactColumns.map(({ title, label, tip }) => ({ title: label ?? title, tip })),
      describe: (tr) => this.exactOf(tr) });
    this.rows = new Map();
    this.going = new Set(); // keys of rows that are flat now
    this.byElement = new WeakMap();
    this.columns = []; // those that are shown
    this.widest = [];
    this.isNarrow = false;
    this.isFrozen = false;
    this.sort = { key: 'notional', isDescending: true };
    this.filter = '';
    this.onSort = () => {};
    this.onSight = () => {}; // a row that waits to be written can be seen now
    this.seen = new IntersectionObserver((entries) => this.note(entries),
      { root: scroll, rootMargin: Ahead });
    this.makeHead();
    this.body.addEventListener('pointerover', (event) => this.explain(event.target));
    this.body.addEventListener('pointerout', ({ target }) =>
      target.closest?.('[data-column]')?.removeAttribute('title')); // it would grow old
  }

  makeHead() {
    this.heads = Columns.map((column) => {
      const label = element('span', { textContent: column.title });
      const arrow = element('span', { className: 'arrow', 'aria-hidden': 'true' });
      const more = element('span', { className: 's', textContent: column.narrowSecond ?? '' });
      const button = element('button', { type: 'button', title: column.tip }, label, arrow, more);
      if (column.label) button.setAttribute('aria-label', column.label);
      button.addEventListener('click', () => this.sortBy(column));
      const th = element('th', { scope: 'col', role: 'columnheader' }, button);
      th.dataset.column = column.key;
      th.dataset.kind = column.kind;
      return { th, arrow: new Slot(arrow) };
    });
    this.table.querySelector('thead tr').append(...this.heads.map(({ th }) => th));
  }

  note(entries) {
    for (const { target, isIntersecting } of entries) {
      const row = this.byElement.get(target);
      if (!row) continue;
      row.isSeen = isIntersecting;
      if (isIntersecting && row.isDirty) this.onSight();
    }
  }

  // --- what is shown ---------------------------------------------------------------------------

  take(key, account, position) {
    this.going.delete(key);
    let row = this.rows.get(key);
    if (!row) {
      row = new Row(key, account);
      this.rows.set(key, row);
      this.byElement.set(row.tr, row);
      row.build(this.columns);
      this.isUnplaced = true;
    }
    row.account = account;
    if (row.position !== position) row.take(position);
  }

  // With the next drawing: the sums still hold it.
  drop(key) {
    this.going.add(key);
  }

  remove(key) {
    const row = this.rows.get(key);
    if (!row) return;
    this.seen.unobserve(row.tr);
    this.exact.leave(row.tr);
    row.tr.remove();
    this.rows.delete(key);
  }

  removeGoing() {
    for (const key of this.going) this.remove(key);
    this.going.clear();
  }

  keepOnly(isKept) {
    for (const key of [...this.rows.keys()]) if (!isKept(key)) this.drop(key);
  }

  // The fast tick: the rows that changed and can be seen, and those that are new.
  draw() {
    this.removeGoing();
    for (const row of this.rows.values()) if (row.isDirty && row.isSeen) this.write(row);
    if (this.isUnplaced) this.place();
    this.widen();
    this.exact.write();
  }

  // The slow tick: every row, for ages move by themselves; then the order.
  drawAll() {
    this.removeGoing();
    for (const row of this.rows.values()) this.write(row);
    this.place();
    this.widen();
    this.exact.write();
  }

  judged({ position, account, decimals }) {
    return { ...this.judge(position), account, decimals };
  }

  write(row) {
    const { position } = row;
    const judged = this.judged(row);
    this.columns.forEach((column, i) => {
      const cell = row.cells[i];
      const show = (this.isNarrow && column.showNarrow) || column.show;
      const { text, second, tone, secondTone } = show(position, judged);
      const trust = trustOf(column.isPriced, judged);
      cell.cell.show(cell.cell.text, trust ? `${column.kind} ${trust}` : column.kind);
      cell.first.show(text, `v ${tone}`);
      cell.second.show(second, `s ${secondTone}`);
      if (cell.bar) this.writeBar(cell, position.liquidation_distance, tone);
      const more = Math.ceil(second.length * SmallerBy);
      const beside = column.kind === 'name' && more > 0 ? text.length + more + BadgeRoom : 0;
      this.widest[i] = Math.max(this.widest[i], text.length, this.isNarrow ? more : beside);
    });
    row.isDirty = false;
  }

  // A length on the screen, not a number that is read: a float will do.
  writeBar(cell, distance, tone) {
    const part = distance === null ? 0 : Math.min(Number(distance) / 0.5, 1);
    const width = `${Math.round(part * 100)}%`;
    if (width !== cell.width) cell.bar.style.setProperty('--part', (cell.width = width));
    if (cell.bar.className !== tone) cell.bar.className = tone;
  }

  explain(target) {
    const cell = target.closest?.('[data-column]');
    const row = cell && this.byElement.get(cell.parentElement);
    if (row) setAttribute(cell, 'title', fullText(cell.dataset.column, row.position));
  }

  exactOf(tr) {
    const row = this.byElement.get(tr);
    const judged = this.judged(row);
    return { title: inertName(row.position.symbol), state: this.body.className,
      values: ExactColumns.map(({ key, isPriced }) =>
        ({ text: exactText(key, row.position, judged), trust: trustOf(isPriced, judged) })) };
  }

  // --- order and filter ------------------------------------------------------------------------

  sortBy({ key, isNumber }) {
    const isSame = this.sort.key === key;
    this.setSort({ key, isDescending: isSame ? !this.sort.isDescending : isNumber });
    this.onSort(this.sort);
  }

  setSort(sort) {
    this.sort = sort;
    this.heads.forEach(({ th, arrow }, i) => {
      const isSorted = Columns[i].key === sort.key;
      const way = sort.isDescending ? 'descending' : 'ascending';
      setAttribute(th, 'aria-sort', isSorted ? way : 'none');
      arrow.show(isSorted ? (sort.isDescending ? '↓' : '↑') : '');
    });
    this.place(this.sorted());
  }

  setFilter(text) {
    this.filter = text.trim().toLowerCase();
    this.place();
  }

  passes({ position, account }) {
    return this.filter === '' || [position.symbol, position.coin, position.side, account]
      .some((text) => text.toLowerCase().includes(this.filter));
  }

  sorted() {
    return inOrder([...this.rows.values()], this.sort.key, this.sort.isDescending);
  }

  // Frozen: each row where it is, new ones behind them.
  standing() {
    const placed = [...this.body.children].map((tr) => this.byElement.get(tr));
    return [...placed, ...this.sorted().filter(({ tr }) => !tr.isConnected)];
  }

  // Only rows that stand wrong are moved.
  place(order = this.isFrozen ? this.standing() : this.sorted()) {
    this.isUnplaced = false;
    const held = this.exact.keys.held();
    let next = this.body.firstElementChild;
    this.passing = 0;
    for (const row of order) {
      const isPassing = this.passes(row);
      this.passing += isPassing ? 1 : 0;
      if (row.tr.hidden === isPassing) row.tr.hidden = !isPassing;
      if (row.tr === next) {
        next = next.nextElementSibling;
        continue;
      }
      const isNew = !row.tr.isConnected;
      this.body.insertBefore(row.tr, next);
      if (isNew) this.seen.observe(row.tr);
    }
    this.exact.keys.settle(held);
  }

  // --- columns ---------------------------------------------------------------------------------

  setColumns(keys, isNarrow) {
    this.columns = Columns.filter(({ key }) => keys.includes(key));
    this.isNarrow = isNarrow;
    this.table.classList.toggle('narrow', isNarrow);
    this.heads.forEach(({ th }, i) => (th.hidden = !keys.includes(Columns[i].key)));
    this.widest = this.columns.map(() => 0);
    for (const row of this.rows.values()) {
      row.build(this.columns);
      this.write(row);
    }
    this.widen();
  }

  // Columns only grow, so that they do not jump under the eye; no figure is ever cut. Rows are
  // grids of their own with these widths: one that changes is laid out alone.
  widen() {
    const widths = this.columns.map(({ figures, room = 0, kind, most = Infinity }, i) => {
      const signs = kind === 'money' || (kind === 'name' && this.isNarrow) ? 2 : 0;
      const wanted = Math.max(figures[this.isNarrow ? 1 : 0], this.widest[i] + signs + Margin);
      return Math.min(wanted, most) + (this.isNarrow ? 0 : room);
    });
    const isAccountLast = this.isNarrow && this.columns[0].key === 'account';
    if (isAccountLast) widths.push(widths.shift());
    const template = widths.map((width) => `minmax(${width}ch, ${width}fr)`).join(' ');
    if (template === this.template) return;
    this.template = template;
    this.table.style.setProperty('--columns', template);
    this.table.style.minWidth = `${widths.reduce((sum, width) => sum + width, 0)}ch`;
  }
}
