// SPDX-License-Identifier: GPL-3.0-or-later
// The built program with its window on a screen, before a scripted exchange, used by mouse and keys.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, until } from '../contract/monitor.mjs';

const program = join(process.env.LPM_BIN_DIR, 'position-monitor');
export const Title = 'Live Position Monitor';

// Where the program looks for it in a home folder of its own.
export const configFile = (folder) =>
  join(folder.path, 'config', 'position-monitor', 'config.toml');

export class Window {
  constructor(screen, exchange, folder, { env = {}, flags = ['--listen', '127.0.0.1:0'] } = {}) {
    this.screen = screen;
    this.folder = folder;
    this.output = '';
    this.errors = '';
    this.child = spawn(program, ['--log-dir', join(folder.path, 'logs'),
      '--data-dir', join(folder.path, 'data'), ...flags], {
      cwd: folder.path,
      env: environment({ QT_QPA_PLATFORM: 'xcb', DISPLAY: screen.display,
        ENABLE_LIVE_TRADING: 'true', HYPERLIQUID_REST_URL: exchange.restUrl,
        HYPERLIQUID_WS_URL: exchange.wsUrl, ...env }, folder.path),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout.on('data', (part) => (this.output += part));
    this.child.stderr.on('data', (part) => (this.errors += part));
    this.ended = new Promise((resolve) => this.child.on('close', (code, signal) => {
      this.hasEnded = true;
      resolve(code ?? signal);
    }));
  }

  // Of the newest start. The one before it may have just ended, and answers no more.
  async ready() {
    await until(() => `readiness (${this.output}${this.errors})`, async () => {
      const base = this.api();
      if (this.hasEnded) throw new Error(`the program ended: ${this.output}${this.errors}`);
      if (!base) return false;
      try {
        return (await (await fetch(`${base}/api/v1/positions/health`)).json()).ready;
      } catch {
        return false;
      }
    });
    await this.screen.window(Title);
    return this;
  }

  // Its address, of the newest start.
  api() {
    return [...this.output.matchAll(/API +(http:\/\/[^/\s]+)\//g)].at(-1)?.[1];
  }

  // By its name in the palette of commands.
  async command(name) {
    await this.screen.window(Title);
    await this.screen.press('ctrl+k');
    await this.screen.window('^Commands$');
    await this.screen.type(name);
    await this.screen.press('Return');
    await this.screen.gone('^Commands$');
  }

  async quit() {
    await this.screen.window(Title);
    await this.screen.press('ctrl+q');
    assert.equal(await this.end(), 0, this.errors);
  }

  // Its exit code. A program that does not end fails its test, and is ended with it.
  async end() {
    await until(() => `the end of the program (${this.errors})`, () => this.hasEnded);
    return this.ended;
  }

  // How often monitoring began.
  starts() {
    return (this.output.match(/^ *API /gm) ?? []).length;
  }

  // What the window remembers, by its keys.
  memory() {
    const path = join(this.folder.path, 'data', 'window.ini');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  config() {
    const path = configFile(this.folder);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }
}
