// SPDX-License-Identifier: GPL-3.0-or-later
// A screen of its own (Xvfb), with a mouse and a keyboard that a test moves (xdotool), and pictures
// of what is on it.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { crc32, deflateSync } from 'node:zlib';
import { until } from '../contract/monitor.mjs';

const Width = 1440;
const Height = 936; // of which a first window of 900 leaves what a desktop frames it with
const TypingPauseMs = 12; // as a quick typist: each key arrives as an event of its own
const LookPauseMs = 40; // a look at the screen is a process of its own
const StillLooks = 3; // so often the same, one after the other
const AnswerMs = 5_000; // until a key is taken for missed
const PixelBytes = 4;

export class Screen {
  static async open({ width = Width, height = Height } = {}) {
    const screen = new Screen();
    screen.folder = mkdtempSync(join(tmpdir(), 'lpm-screen-'));
    // Not reset with its last client: what a desktop has set up stands.
    screen.server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`,
      '-fbdir', screen.folder, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    screen.server.on('error', (error) => (screen.failed = error));
    screen.server.on('exit', (code) => (screen.failed ??= new Error(`Xvfb ended: ${code}`)));
    let number = '';
    screen.server.stdio[3].on('data', (part) => (number += part));
    await until('the screen', () => {
      if (screen.failed) throw screen.failed;
      return number.endsWith('\n');
    });
    screen.display = `:${number.trim()}`;
    return screen;
  }

  close() {
    this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async tool(...args) {
    const { stdout } = await promisify(execFile)('xdotool', args.map(String),
      { env: { ...process.env, DISPLAY: this.display } });
    return stdout.trim();
  }

  // The window whose title fits, once it is shown and has the keyboard. It is looked for anew each
  // time: another one may come in its place meanwhile.
  async window(title) {
    return until(`the window ${title} with the keyboard`, async () => {
      await pause(LookPauseMs);
      try {
        const [id] = (await this.tool('search', '--onlyvisible', '--name', title)).split('\n');
        await this.tool('windowfocus', id);
        return (await this.tool('getwindowfocus')) === id && id;
      } catch {
        return null; // there is none yet, or none any more
      }
    });
  }

  async isShown(title) {
    await pause(LookPauseMs);
    try {
      return (await this.tool('search', '--onlyvisible', '--name', title)) !== '';
    } catch {
      return false;
    }
  }

  gone(title) {
    return until(`the end of the window ${title}`, async () => !(await this.isShown(title)));
  }

  // A window that has only just come may miss a key: again then, but never so soon that the window
  // after it gets one.
  async answer(title, key) {
    await this.window(title);
    let pressed = -Infinity;
    await until(`the end of the window ${title}`, async () => {
      if (!(await this.isShown(title))) return true;
      if (Date.now() - pressed < AnswerMs) return false;
      await this.press(key);
      pressed = Date.now();
      return false;
    });
  }

  dismiss(title) {
    return this.answer(title, 'Escape');
  }

  type(text) {
    return this.tool('type', '--delay', TypingPauseMs, text);
  }

  async press(...keys) {
    for (const key of keys) await this.tool('key', '--delay', TypingPauseMs, key);
  }

  click(x, y, button = 1) {
    return this.tool('mousemove', x, y, 'click', button);
  }

  // From one place to another, with the button held down, as a hand moves it.
  async drag(from, to, steps = 12) {
    await this.tool('mousemove', from.x, from.y, 'mousedown', 1);
    for (let step = 1; step <= steps; ++step) {
      const on = (axis) => Math.round(from[axis] + ((to[axis] - from[axis]) * step) / steps);
      await this.tool('mousemove', '--sync', on('x'), on('y'));
    }
    await this.tool('mouseup', 1);
  }

  // Where the windows stand that fit what xdotool searches for, those that are shown.
  async places(...search) {
    let ids = '';
    try {
      ids = await this.tool('search', '--onlyvisible', ...search);
      const told = await Promise.all(ids.split('\n').map(async (id) =>
        this.tool('getwindowgeometry', '--shell', id)));
      return told.map((text) => {
        const value = (name) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(text)[1]);
        return { x: value('X'), y: value('Y'), width: value('WIDTH'), height: value('HEIGHT') };
      });
    } catch {
      return []; // none, or one that went meanwhile
    }
  }

  // Raw, as the screen holds it: to see that it changed, or stands still.
  pixels() {
    const bytes = readFileSync(join(this.folder, 'Xvfb_screen0'));
    const head = bytes.readUInt32BE(0) + bytes.readUInt32BE(19 * 4) * 12;
    const [width, height] = [bytes.readUInt32BE(4 * 4), bytes.readUInt32BE(5 * 4)];
    return { head, perLine: bytes.readUInt32BE(12 * 4), width, height, bytes };
  }

  // A part of it, to be compared.
  part({ x, y, width, height }) {
    const { head, perLine, bytes } = this.pixels();
    const lines = [];
    for (let line = y; line < y + height; ++line) {
      const from = head + line * perLine + x * PixelBytes;
      lines.push(Buffer.from(bytes.subarray(from, from + width * PixelBytes)));
    }
    return Buffer.concat(lines);
  }

  // Once it is painted and stands still. Where a window has only just come there is one colour.
  async still(what, place, fits = () => true) {
    let last = null;
    let looks = 0;
    return until(`${what}, standing still`, async () => {
      await pause(LookPauseMs);
      const now = this.part(place);
      looks = last !== null && now.equals(last) ? looks + 1 : 1;
      last = now;
      return looks >= StillLooks && !isPlain(now) && fits(now) ? now : null;
    });
  }

  async change(what, place, before) {
    await until(what, async () => {
      await pause(LookPauseMs);
      return !this.part(place).equals(before);
    });
  }

  async same(what, place, wanted) {
    await until(what, async () => {
      await pause(LookPauseMs);
      return this.part(place).equals(wanted);
    });
  }

  // Into LPM_PICTURES, where that is given, once the screen stands still. All of it, or a place.
  async picture(name, place) {
    const folder = process.env.LPM_PICTURES;
    if (!folder) return;
    let last = null;
    for (let i = 0; i < 10; ++i) {
      const now = this.pixels().bytes;
      if (last !== null && now.equals(last)) break;
      last = now;
      await pause(150);
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.png`), pngOf(this.pixels(), place));
  }
}

const isPlain = (part) => part.subarray(PixelBytes).equals(part.subarray(0, -PixelBytes));

// How much of a part has this colour, of 0xRRGGBB.
export function share(part, colour) {
  let count = 0;
  for (let at = 0; at < part.length; at += PixelBytes)
    count += part.readUIntLE(at, 3) === colour;
  return (count * PixelBytes) / part.length;
}

function pngOf({ head, perLine, bytes, ...screen }, place = { x: 0, y: 0, ...screen }) {
  const { width, height } = place;
  const lines = Buffer.alloc(height * (1 + width * 3));
  for (let y = place.y, to = 0; y < place.y + height; ++y) {
    to += 1; // no filter
    for (let x = place.x; x < place.x + width; ++x, to += 3) {
      const from = head + y * perLine + x * PixelBytes;
      lines[to] = bytes[from + 2];
      lines[to + 1] = bytes[from + 1];
      lines[to + 2] = bytes[from];
    }
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2, 0, 0, 0], 8); // 8 bits each of red, green, blue
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', size),
    chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return out;
}
