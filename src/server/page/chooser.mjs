// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns are shown, apart for wide and narrow screens; the browser remembers a choice.
import { columnOf, Columns, Defaults } from './columns.mjs';
import { element } from './dom.mjs';

// A choice that was kept: known columns, in the table's order. Anything else is no choice.
export function validColumns(value) {
  if (!Array.isArray(value)) return null;
  const keys = Columns.map(({ key }) => key).filter((key) => value.includes(key));
  return keys.length > 0 ? keys : null;
}

export class ColumnChooser {
  // onChange(keys, isNarrow) is called at once, and at each change.
  constructor(menu, memory, onChange) {
    this.menu = menu;
    this.memory = memory;
    this.onChange = onChange;
    this.hasAccounts = false;
    this.narrow = matchMedia('(max-width: 640px)');
    this.boxes = Columns.map(({ key, title, label }) => {
      const box = element('input', { type: 'checkbox', value: key });
      box.addEventListener('change', () => this.choose());
      menu.querySelector('fieldset').append(element('label', {}, box, label ?? title));
      return box;
    });
    const reset = element('button', { type: 'button', textContent: 'Usual columns' });
    reset.addEventListener('click', () => this.reset());
    menu.querySelector('fieldset').append(reset);
    this.narrow.addEventListener('change', () => this.apply());
    this.closeByItself();
  }

  closeByItself() {
    document.addEventListener('pointerdown', ({ target }) => {
      if (!this.menu.contains(target)) this.menu.open = false;
    });
    this.menu.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return;
      this.menu.open = false;
      this.menu.querySelector('summary').focus();
    });
  }

  get name() {
    return this.narrow.matches ? 'columns.narrow' : 'columns.wide';
  }

  usual() {
    const keys = Defaults[this.narrow.matches ? 'narrow' : 'wide'];
    return this.hasAccounts ? ['account', ...keys] : keys;
  }

  setHasAccounts(hasAccounts) {
    if (this.hasAccounts === hasAccounts) return;
    this.hasAccounts = hasAccounts;
    this.apply();
  }

  apply() {
    const kept = this.memory.value(this.name, (value) => validColumns(value) !== null);
    const keys = validColumns(kept) ?? this.usual();
    for (const box of this.boxes) box.checked = keys.includes(box.value);
    this.onChange(keys, this.narrow.matches);
  }

  choose() {
    const keys = this.boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (keys.length === 0) return this.apply(); // a table shows something
    this.memory.keep(this.name, JSON.stringify(keys));
    return this.onChange(keys, this.narrow.matches);
  }

  reset() {
    this.memory.keep(this.name, null);
    this.apply();
  }
}

export const validSort = (value) => typeof value === 'object' && value !== null
  && columnOf(value.key) !== undefined && typeof value.isDescending === 'boolean';
