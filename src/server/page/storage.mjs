// SPDX-License-Identifier: GPL-3.0-or-later
// What the browser remembers. It may refuse, be full, or hold what somebody else wrote: then the
// page goes on as if it remembered nothing.

const Prefix = 'lpm.';

export class Memory {
  constructor(find) {
    try {
      this.storage = find();
    } catch {
      this.storage = null; // access itself may be forbidden
    }
  }

  text(name) {
    try {
      return this.storage?.getItem(Prefix + name) ?? null;
    } catch {
      return null;
    }
  }

  // The value where it passes, else null.
  value(name, passes) {
    try {
      const value = JSON.parse(this.text(name));
      return passes(value) ? value : null;
    } catch {
      return null;
    }
  }

  keep(name, text) {
    try {
      if (text === null) this.storage?.removeItem(Prefix + name);
      else this.storage?.setItem(Prefix + name, text);
    } catch {
      // nothing is remembered
    }
  }
}
