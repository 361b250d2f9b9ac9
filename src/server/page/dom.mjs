// SPDX-License-Identifier: GPL-3.0-or-later
// The little that the page needs of the document. Text is only ever set as text.

export const byId = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function setClass(target, name) {
  if (target.className !== name) target.className = name;
}

export function setAttribute(target, name, value) {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

// Writes what it was not given last; the document is not asked.
export class Slot {
  constructor(target) {
    this.target = target;
    this.text = target.textContent;
    this.name = target.className;
  }

  show(text, name = this.name) {
    if (text !== this.text) this.target.textContent = this.text = text;
    if (name !== this.name) this.target.className = this.name = name;
  }
}
