// SPDX-License-Identifier: GPL-3.0-or-later
// Exact values, and what each is: what a pointer at a figure tells, for those who have none.
// Nothing here is read aloud by itself.
import { element, setClass, setText, Slot } from './dom.mjs';
import { RowKeys } from './rowkeys.mjs';

export class ValuesPanel {
  // entries: { title, tip } of each value. onClose(): asked for with its button or Escape.
  constructor({ panel, entries, onClose }) {
    this.panel = panel;
    this.title = panel.querySelector('h3');
    this.values = entries.map(({ title, tip = '' }) => {
      const value = element('span', { className: 'v' });
      const box = element('dd', {}, value);
      panel.querySelector('dl').append(element('div', {},
        element('dt', { textContent: title }), box,
        element('dd', { className: 'detail', textContent: tip })));
      return { box, value: new Slot(value) };
    });
    panel.querySelector('button').addEventListener('click', onClose);
    panel.addEventListener('keydown', (event) => event.key === 'Escape' && onClose());
  }

  // A value is { text, trust }; state is what all of them are.
  write({ title, state, values }) {
    setText(this.title, `${title}, exact values`);
    setClass(this.panel, `exact ${state}`);
    this.values.forEach(({ box, value }, i) => {
      setClass(box, values[i].trust);
      value.show(values[i].text);
    });
  }

  open(takesFocus) {
    this.panel.hidden = false;
    if (takesFocus) this.panel.focus();
  }

  hide() {
    this.panel.hidden = true;
  }

  hasFocus() {
    return this.panel.contains(document.activeElement);
  }
}

// Of one row of a table.
export class ExactPanel {
  // describe(tr): what is to be written of a row.
  constructor({ panel, scroll, body, entries, describe }) {
    Object.assign(this, { scroll, describe });
    this.opened = null; // the row that is shown
    this.panel = new ValuesPanel({ panel, entries, onClose: () => this.close(true) });
    this.keys = new RowKeys(body, scroll, (tr, isByKey) => this.toggle(tr, isByKey));
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
    this.panel.open(isByKey);
  }

  close(givesFocus) {
    const tr = this.opened;
    if (tr === null) return;
    this.opened = null;
    tr.removeAttribute('aria-current');
    this.panel.hide();
    if (givesFocus) (tr.hidden ? this.scroll : tr).focus();
  }

  // What it shows of the row as it is now.
  write() {
    if (this.opened !== null) this.panel.write(this.describe(this.opened));
  }

  hasFocus() {
    return this.panel.hasFocus();
  }

  // A row is about to go.
  leave(tr) {
    if (tr === this.opened) this.close(this.hasFocus());
    this.keys.leave(tr);
  }
}
