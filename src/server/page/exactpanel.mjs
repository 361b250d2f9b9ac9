// SPDX-License-Identifier: GPL-3.0-or-later
// The exact values of one row of a table, and what each is: what a pointer at a cell tells, for
// those who have none. Nothing here is read aloud by itself.
import { element, setClass, setText, Slot } from './dom.mjs';
import { RowKeys } from './rowkeys.mjs';

export class ExactPanel {
  // entries: { title, tip } of each value. describe(tr): { title, state, values } of a row, a value
  // being { text, trust }; state is what all of the table is.
  constructor({ panel, scroll, body, entries, describe }) {
    Object.assign(this, { panel, scroll, describe });
    this.opened = null; // the row that is shown
    this.title = panel.querySelector('h3');
    this.values = entries.map(({ title, tip = '' }) => {
      const value = element('span', { className: 'v' });
      const box = element('dd', {}, value);
      panel.querySelector('dl').append(element('div', {},
        element('dt', { textContent: title }), box,
        element('dd', { className: 'detail', textContent: tip })));
      return { box, value: new Slot(value) };
    });
    this.keys = new RowKeys(body, scroll, (tr, isByKey) => this.toggle(tr, isByKey));
    panel.querySelector('button').addEventListener('click', () => this.close(true));
    panel.addEventListener('keydown', (event) => event.key === 'Escape' && this.close(true));
    scroll.addEventListener('keydown', (event) => event.key === 'Escape' && this.close(false));
  }

  // Of the row; asked for again: away with it.
  toggle(tr, isByKey) {
    const isOpened = tr === this.opened;
    this.close(false);
    if (isOpened) return;
    this.opened = tr;
    tr.setAttribute('aria-current', 'true');
    this.write();
    this.panel.hidden = false;
    if (isByKey) this.panel.focus();
  }

  close(givesFocus) {
    const tr = this.opened;
    if (tr === null) return;
    this.opened = null;
    tr.removeAttribute('aria-current');
    this.panel.hidden = true;
    if (givesFocus) (tr.hidden ? this.scroll : tr).focus();
  }

  // What it shows of the row as it is now.
  write() {
    if (this.opened === null) return;
    const { title, state, values } = this.describe(this.opened);
    setText(this.title, `${title}, exact values`);
    setClass(this.panel, `exact ${state}`);
    this.values.forEach(({ box, value }, i) => {
      setClass(box, values[i].trust);
      value.show(values[i].text);
    });
  }

  hasFocus() {
    return this.panel.contains(document.activeElement);
  }

  // A row is about to go.
  leave(tr) {
    if (tr === this.opened) this.close(this.hasFocus());
    this.keys.leave(tr);
  }
}
