// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader sets for the whole page: its colours, and the token where one is asked for.
import { byId, setText } from './dom.mjs';

const Themes = ['system', 'light', 'dark'];

export class ThemeButton {
  constructor(button, memory) {
    this.button = button;
    this.memory = memory;
    const kept = memory.text('theme');
    this.show(Themes.includes(kept) ? kept : Themes[0]);
    button.addEventListener('click', () => this.next());
  }

  next() {
    const name = Themes[(Themes.indexOf(this.name) + 1) % Themes.length];
    this.memory.keep('theme', name);
    this.show(name);
  }

  show(name) {
    this.name = name;
    document.documentElement.dataset.theme = name;
    setText(this.button.lastElementChild, name);
    this.button.setAttribute('aria-label', `Theme: ${name}`);
  }
}

// The token lives in memory, and as long as the tab in the session's storage; in no address.
export class TokenForm {
  constructor({ api, session, onToken }) {
    this.api = api;
    this.session = session;
    this.use(session.text('token'));
    byId('access').addEventListener('submit', (event) => {
      event.preventDefault();
      const field = byId('token');
      this.use(field.value.trim());
      field.value = '';
      session.keep('token', this.api.token);
      byId('access').hidden = true;
      onToken();
    });
  }

  use(token) {
    this.api.token = token;
    byId('links').hidden = token !== null; // a link brings no token
  }

  // The door is locked: the token that was tried, if any, is not the right one.
  ask(detail) {
    setText(byId('refusal'), this.api.token === null ? '' : detail);
    this.session.keep('token', null);
    byId('access').hidden = false;
    byId('token').focus();
  }
}
