// SPDX-License-Identifier: GPL-3.0-or-later
// A browser without a window that opens the web page, asked over its DevTools protocol.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { until, WebSocket } from './monitor.mjs';

const isThere = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

// undefined: there is none.
export const chromium = process.env.PATH.split(delimiter)
  .flatMap((folder) => ['chromium', 'google-chrome'].map((name) => join(folder, name)))
  .find(isThere);

export class Browser {
  constructor(folder) {
    this.errors = '';
    this.answers = new Map(); // id of a question → its promise
    this.lastId = 0;
    this.isUnderWay = new Map(); // id of a request of the page → its address
    this.mostAtOnce = 0; // questions for the proof
    const args = ['--headless=new', '--disable-gpu', '--no-first-run', '--mute-audio',
      '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage',
      '--remote-debugging-port=0', `--user-data-dir=${join(folder.path, 'browser')}`];
    if (process.getuid?.() === 0) args.push('--no-sandbox'); // root has no sandbox to offer
    this.child = spawn(chromium, [...args, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child.stderr.on('data', (part) => (this.errors += part));
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  async open(address) {
    const control = await until(() => `the browser's address (${this.errors})`,
      () => /DevTools listening on (ws:\S+)/.exec(this.errors)?.[1]);
    this.socket = new WebSocket(control);
    this.socket.on('message', (data) => this.take(JSON.parse(data)));
    await until('the browser', () => this.socket.readyState === WebSocket.OPEN);
    const { targetId } = await this.ask('Target.createTarget', { url: 'about:blank' });
    const attached = await this.ask('Target.attachToTarget', { targetId, flatten: true });
    this.sessionId = attached.sessionId;
    await this.ask('Network.enable');
    await this.ask('Page.navigate', { url: address });
    return this;
  }

  take({ id, method, params, result, error }) {
    if (id !== undefined) {
      const { resolve, reject } = this.answers.get(id);
      this.answers.delete(id);
      return error ? reject(new Error(error.message)) : resolve(result);
    }
    if (method === 'Network.requestWillBeSent') {
      if (params.request.url.endsWith('/reconciliation')) this.isUnderWay.set(params.requestId);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.isUnderWay.size);
    } else if (method === 'Network.loadingFinished' || method === 'Network.loadingFailed') {
      this.isUnderWay.delete(params.requestId);
    }
  }

  ask(method, params = {}) {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.answers.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params, sessionId: this.sessionId }));
    });
  }

  // What is to be read on the page now; null while it is loading.
  async shown() {
    const expression = `document.getElementById('feed') && JSON.stringify({
      feed: document.getElementById('feed').textContent,
      proof: document.getElementById('proof').textContent,
      totals: document.getElementById('totals').className,
      values: [...document.querySelectorAll('#totals dd')].map((one) => one.textContent),
      rows: [...document.querySelectorAll('#positions tr')].map((row) => ({
        symbol: row.cells[0].textContent, mark: row.cells[4].className,
        tick: row.cells[6].textContent, trust: row.cells[6].className })),
    })`;
    const { result } = await this.ask('Runtime.evaluate', { expression });
    return JSON.parse(result.value ?? null);
  }

  // Waits until the page shows it; says what it shows if it never does.
  async shows(what, condition) {
    let last;
    return until(() => `${what} on the page: ${JSON.stringify(last)}`, async () => {
      last = await this.shown();
      return last && condition(last) && last;
    });
  }

  async picture() {
    const { data } = await this.ask('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  stop() {
    this.child.kill('SIGKILL');
    return this.ended;
  }
}
