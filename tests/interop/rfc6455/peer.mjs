// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to the server: writes bytes, and waits for what comes, with a deadline. It never
// closes before the server does.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

import { readFrame } from './wire.mjs';

const patience = 10_000; // ms until something that must come has not come

export class Peer {
  constructor(port) {
    this.port = port;
    this.unread = Buffer.alloc(0);
    this.end = null; // 'closed' or the error that ended it
    this.isOver = false; // the case has seen its end
    this.wake = () => {};
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    this.socket.on('data', (bytes) => {
      this.unread = Buffer.concat([this.unread, bytes]);
      this.wake();
    });
    this.socket.on('end', () => this.#ended('closed'));
    this.socket.on('error', (error) => this.#ended(error.code));
    this.socket.on('close', () => this.#ended('closed'));
  }

  #ended(how) {
    this.end ??= how;
    this.wake();
  }

  async connected() {
    await once(this.socket, 'connect');
  }

  // Until the kernel has the bytes and what came meanwhile is read: where a write fails, node
  // forgets what it has not read.
  async write(bytes) {
    await new Promise((resolve) => this.socket.write(bytes, () => resolve()));
    await turn();
  }

  finishSending() {
    this.socket.end();
  }

  leave() {
    this.socket.destroySoon();
  }

  reset() {
    this.socket.resetAndDestroy();
  }

  // What `look` finds in the bytes so far: null where it is not there yet.
  async until(what, look) {
    const deadline = Date.now() + patience;
    for (;;) {
      const found = look();
      if (found !== null) return found;
      if (this.end !== null) throw new Error(`expected ${what}, but the connection ended `
        + `(${this.end}) with ${this.#rest()}`);
      if (!await this.#change(deadline - Date.now()))
        throw new Error(`expected ${what}, but for ${patience} ms nothing came, only `
          + this.#rest());
    }
  }

  #change(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  #rest() {
    return `${this.unread.length} bytes unread ${this.unread.subarray(0, 64).toString('hex')}`;
  }

  frame(what) {
    return this.until(what, () => {
      const read = readFrame(this.unread);
      if (read === null) return null;
      this.unread = read.rest;
      return read;
    });
  }

  // The head of an answer and its headers, all names in lower case.
  async answer() {
    const head = await this.until('an answer to the handshake', () => {
      const end = this.unread.indexOf('\r\n\r\n');
      if (end < 0) return null;
      const lines = this.unread.subarray(0, end).toString('latin1').split('\r\n');
      this.unread = this.unread.subarray(end + 4);
      return lines;
    });
    const headers = head.slice(1).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    return { status: head[0], all: (name) => headers.filter(([key]) => key === name)
      .map(([, value]) => value) };
  }

  body(length) {
    return this.until(`a body of ${length} bytes`, () => {
      if (this.unread.length < length) return null;
      const body = this.unread.subarray(0, length);
      this.unread = this.unread.subarray(length);
      return body;
    });
  }

  // Nothing more comes, and the server ends the TCP connection: by a reset, if bytes of ours came
  // after it had waited for them.
  async ended() {
    await this.until('the end of the connection', () => {
      if (this.unread.length > 0) throw new Error(`expected the end, but came ${this.#rest()}`);
      return this.end;
    });
    this.isOver = true;
  }
}
