// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table by keys and by touch: one row is a stop of Tab, arrows go to the others, and
// Enter, the space bar or a tap asks for more about a row.

const isShown = (tr) => tr !== null && !tr.hidden;

// The first that is shown, from a row on.
function shownFrom(tr, way) {
  let next = tr;
  while (next !== null && next.hidden) next = next[way];
  return next;
}

const beside = (tr, way) => shownFrom(tr[way], way);

const Places = {
  ArrowDown: (tr) => beside(tr, 'nextElementSibling'),
  ArrowUp: (tr) => beside(tr, 'previousElementSibling'),
  Home: (tr) => shownFrom(tr.parentElement.firstElementChild, 'nextElementSibling'),
  End: (tr) => shownFrom(tr.parentElement.lastElementChild, 'previousElementSibling'),
};

export class RowKeys {
  // onAsk(tr, isByKey). `fallback` takes the focus of the last row that goes.
  constructor(body, fallback, onAsk) {
    // The stop of Tab: the first row, until the reader has been at one.
    Object.assign(this, { body, fallback, onAsk, stop: null, isChosen: false });
    body.addEventListener('keydown', (event) => this.take(event));
    body.addEventListener('focusin', ({ target }) => {
      this.isChosen = true;
      this.stopAt(target.closest('tr'));
    });
    body.addEventListener('click', ({ target }) => {
      const tr = target.closest('tr');
      if (tr && document.getSelection().isCollapsed) onAsk(tr, false); // else a text is marked
    });
  }

  take(event) {
    const { target: tr, key } = event;
    if (tr.localName !== 'tr' || event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === 'Enter' || key === ' ') this.onAsk(tr, true);
    else if (Places[key]) Places[key](tr)?.focus();
    else return;
    event.preventDefault(); // the table does not scroll as well
  }

  stopAt(tr) {
    if (this.stop === tr) return;
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = tr;
    if (tr) tr.tabIndex = 0;
  }

  // The row that has the focus. One that is moved in the document loses it: give it back.
  held() {
    const tr = document.activeElement;
    return tr?.parentElement === this.body ? tr : null;
  }

  // After rows have come, moved or been hidden.
  settle(held) {
    if (!isShown(this.stop) || !this.stop.isConnected) this.isChosen = false;
    if (!this.isChosen) this.stopAt(shownFrom(this.body.firstElementChild, 'nextElementSibling'));
    if (held === null || document.activeElement === held) return;
    (held.isConnected && isShown(held) ? held : this.fallback).focus({ preventScroll: true });
  }

  // A row is about to go.
  leave(tr) {
    const next = beside(tr, 'nextElementSibling') ?? beside(tr, 'previousElementSibling');
    if (this.held() === tr) (next ?? this.fallback).focus({ preventScroll: true });
    if (this.stop === tr) this.stopAt(next);
  }
}
