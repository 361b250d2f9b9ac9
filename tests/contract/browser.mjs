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
    this.asked = []; // addresses of all requests of the page
    this.said = []; // what the page sent on its stream
    this.complaints = []; // errors and violations of the page's policy, as the browser told them
    const args = ['--headless=new', '--disable-gpu', '--no-first-run', '--mute-audio',
      '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage',
      '--remote-debugging-port=0', `--user-data-dir=${join(folder.path, 'browser')}`];
    if (process.getuid?.() === 0) args.push('--no-sandbox'); // root has no sandbox to offer
    this.child = spawn(chromium, [...args, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child.stderr.on('data', (part) => (this.errors += part));
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  // `before`: a program that runs in the page before its own.
  async open(address, before) {
    const control = await until(() => `the browser's address (${this.errors})`,
      () => /DevTools listening on (ws:\S+)/.exec(this.errors)?.[1]);
    this.socket = new WebSocket(control);
    this.socket.on('message', (data) => this.take(JSON.parse(data)));
    await until('the browser', () => this.socket.readyState === WebSocket.OPEN);
    const { targetId } = await this.ask('Target.createTarget', { url: 'about:blank' });
    const attached = await this.ask('Target.attachToTarget', { targetId, flatten: true });
    this.sessionId = attached.sessionId;
    for (const domain of ['Network', 'Page', 'Runtime', 'Log']) await this.ask(`${domain}.enable`);
    if (before) await this.ask('Page.addScriptToEvaluateOnNewDocument', { source: before });
    await this.ask('Page.navigate', { url: address });
    return this;
  }

  take({ id, method, params, result, error }) {
    if (id !== undefined) {
      const { resolve, reject } = this.answers.get(id);
      this.answers.delete(id);
      return error ? reject(new Error(error.message)) : resolve(result);
    }
    this.note(method, params);
    if (method === 'Network.requestWillBeSent') {
      if (params.request.url.includes('/reconciliation')) this.isUnderWay.set(params.requestId);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.isUnderWay.size);
    } else if (method === 'Network.loadingFinished' || method === 'Network.loadingFailed') {
      this.isUnderWay.delete(params.requestId);
    }
  }

  note(method, params) {
    if (method === 'Network.requestWillBeSent') this.asked.push(params.request.url);
    if (method === 'Network.webSocketCreated') this.asked.push(params.url);
    if (method === 'Network.webSocketFrameSent') this.said.push(params.response.payloadData);
    if (method === 'Runtime.exceptionThrown')
      this.complaints.push(params.exceptionDetails.exception?.description ?? 'an exception');
    // that nobody answers is told too: it is what some tests play
    if (method === 'Log.entryAdded' && params.entry.source !== 'network')
      this.complaints.push(params.entry.text);
  }

  ask(method, params = {}) {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.answers.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params, sessionId: this.sessionId }));
    });
  }

  // The value of an expression in the page.
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate',
      { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }

  // What is to be read on the page now; null while it is loading.
  async shown() {
    const text = await this.evaluate(`document.readyState === 'complete' && JSON.stringify((() => {
      const all = (selector, in_ = document) => [...in_.querySelectorAll(selector)];
      const textOf = (id) => document.getElementById(id).textContent;
      const cell = (row, key) => row.querySelector('[data-column="' + key + '"]');
      const value = (row, key) => cell(row, key)?.querySelector('.v').textContent;
      const trust = (row, key) => ['stale', 'dead'].find((name) =>
        cell(row, key)?.classList.contains(name)) ?? 'live';
      return {
        feed: textOf('feed'), proof: textOf('proof').trim(), body: document.body.className,
        totals: document.getElementById('totals').className,
        values: all('#totals dd[data-key]').map((one) => one.textContent),
        sums: Object.fromEntries(all('#totals dd[data-key]').map((one) =>
          [one.dataset.key, one.textContent])),
        notice: all('#notice:not([hidden]) p').map((one) => one.textContent),
        columns: all('#table thead th:not([hidden])').map((one) => one.dataset.column),
        rows: all('#positions tr:not([hidden])').map((row) => ({
          symbol: value(row, 'coin'), mark: trust(row, 'mark'), price: value(row, 'mark'),
          unrealized: value(row, 'unrealized'), tick: value(row, 'proof'),
          trust: cell(row, 'proof')?.querySelector('.v').classList[1] })),
        fills: all('#fills tr').map((row) => row.dataset.fill),
        isLocked: !document.getElementById('access').hidden, refusal: textOf('refusal'),
      };
    })())`);
    return JSON.parse(text || null);
  }

  // Waits until the page shows it; says what it shows if it never does.
  async shows(what, condition) {
    let last;
    return until(() => `${what} on the page: ${JSON.stringify(last)}`, async () => {
      last = await this.shown();
      return last && condition(last) && last;
    });
  }

  async setSize(width, height) {
    await this.ask('Emulation.setDeviceMetricsOverride',
      { width, height, deviceScaleFactor: 1, mobile: false });
  }

  async setScheme(name) {
    await this.ask('Emulation.setEmulatedMedia',
      { features: [{ name: 'prefers-color-scheme', value: name }] });
  }

  async reload() {
    await this.ask('Page.reload');
  }

  // As a keyboard does, to what has the focus.
  async press(key, text = '') {
    const code = { Enter: 13, ' ': 32, Tab: 9, Escape: 27, End: 35, Home: 36, ArrowUp: 38,
      ArrowDown: 40 }[key];
    const what = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: code };
    await this.ask('Input.dispatchKeyEvent', { type: 'keyDown', text, ...what });
    await this.ask('Input.dispatchKeyEvent', { type: 'keyUp', ...what });
  }

  // As a finger does, in the middle of the first that the selector finds.
  async tap(selector) {
    const place = await this.evaluate(`(() => { const box = document.querySelector(
      ${JSON.stringify(selector)}).getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 }; })()`);
    await this.ask('Emulation.setTouchEmulationEnabled', { enabled: true });
    await this.ask('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [place] });
    await this.ask('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  async type(text) {
    await this.ask('Input.insertText', { text });
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
