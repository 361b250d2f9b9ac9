// SPDX-License-Identifier: GPL-3.0-or-later
// A desktop on a screen: a window manager (openbox), a tray (trayer), somebody who shows messages
// (dunst) on a bus of messages that nobody else is on, a bell, and two monitors side by side.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../contract/monitor.mjs';

const Parts = ['openbox', 'trayer', 'dunst', 'xrandr', 'dbus-daemon', 'dbus-send', 'python3'];
export const missingParts = Parts.filter((name) =>
  spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);

export const Left = { x: 0, y: 0, width: 1280, height: 936 };
export const Right = { x: 1280, y: 0, width: 1000, height: 936 };
export const DeskSize = { width: 2280, height: 936 };
const TrayHeight = 24;

// Nothing is started by the bus itself.
const BusConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

// A message stands until it is clicked, which does what it offers.
const MessageConfig = `[global]
    font = DejaVu Sans 9
    width = 380
    offset = 16x16
    padding = 10
    horizontal_padding = 12
    frame_width = 1
    sort = no
    history_length = 20
    mouse_left_click = do_action, close_current
[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[urgency_critical]
    background = "#5f1d26"
    foreground = "#ffffff"
    frame_color = "#ff6f7d"
    timeout = 0
`;

// Says a line for each bell of the screen, which has no loudspeaker.
const Bell = `
import ctypes as c
x = c.CDLL('libX11.so.6')
x.XOpenDisplay.restype = c.c_void_p
screen = c.c_void_p(x.XOpenDisplay(None))
numbers = [c.c_int() for _ in range(5)]
assert x.XkbQueryExtension(screen, *map(c.byref, numbers))
CoreKeyboard, BellNotify = 0x100, 1 << 8
assert x.XkbSelectEvents(screen, CoreKeyboard, BellNotify, BellNotify)
x.XSync(screen, 0)
print('listens', flush=True)
while True:
    x.XNextEvent(screen, (c.c_long * 24)())
    print('bell', flush=True)
`;

export class Desk {
  // keep: ends what it is given with the test.
  static async open({ screen, folder, keep }) {
    if (missingParts.length > 0) throw new Error(`${missingParts} is not installed`);
    const desk = Object.assign(new Desk(),
      { screen, keep, home: join(folder.path, 'desk'), there: new Set() });
    mkdirSync(desk.home);
    const file = (name, text) => {
      writeFileSync(join(desk.home, name), text);
      return join(desk.home, name);
    };
    const bus = desk.run('dbus-daemon', '--nofork', '--print-address',
      `--config-file=${file('bus.conf', BusConfig)}`);
    await until('the bus', () => bus.output.endsWith('\n'));
    desk.bus = bus.output.trim();
    desk.env = { DBUS_SESSION_BUS_ADDRESS: desk.bus };
    desk.run('openbox');
    await until('the window manager', () =>
      screen.tool('get_num_desktops').catch(() => false));
    desk.messages = desk.run('dunst', '-print', '-conf', file('dunstrc', MessageConfig));
    await until('who shows messages', () => desk.has('org.freedesktop.Notifications'));
    desk.bell = desk.run('python3', '-c', Bell);
    await until('who hears the bell', () => desk.bell.output.includes('listens'));
    desk.openTray();
    return desk;
  }

  run(name, ...args) {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.env, DISPLAY: this.screen.display, HOME: this.home,
        XDG_CONFIG_HOME: this.home, XDG_DATA_HOME: this.home, XDG_CACHE_HOME: this.home } });
    const program = { child, output: '', errors: '' };
    child.stdout.on('data', (part) => (program.output += part));
    child.stderr.on('data', (part) => (program.errors += part));
    child.on('error', (error) => (program.errors += `${name}: ${error}`));
    program.ended = new Promise((resolve) => {
      child.on('error', resolve);
      child.on('close', resolve);
    }).then(() => (program.hasEnded = true));
    return this.keep(program);
  }

  async has(service) {
    const { stdout } = await promisify(execFile)('dbus-send', [`--bus=${this.bus}`,
      '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner',
      `string:${service}`]);
    return stdout.includes('boolean true');
  }

  openTray() {
    this.tray = this.run('trayer', '--edge', 'bottom', '--align', 'right', '--widthtype', 'request',
      '--heighttype', 'pixel', '--height', TrayHeight, '--transparent', 'true', '--alpha', '0',
      '--tint', '0xf0f0f0');
  }

  async closeTray() {
    this.tray.child.kill();
    await this.tray.ended;
  }

  // The only icon.
  icon() {
    return until('the icon in the tray', async () => {
      const [tray] = await this.screen.places('--classname', '^panel$');
      return tray?.width >= TrayHeight && tray;
    });
  }

  async clickIcon(button = 1) {
    const { x, y, width, height } = await this.icon();
    await this.screen.click(x + width / 2, y + height / 2, button);
  }

  // What is said, oldest first.
  said() {
    return [...this.messages.output.matchAll(
      /^\tsummary: '(.*)'\n\tbody: '([^]*?)'\n\ticon[^]*?urgency: (\w+)/gm)]
      .map(([, title, text, urgency]) => ({ title, text, urgency: urgency.toLowerCase() }));
  }

  // The newest or the only one.
  async clickMessage() {
    const place = await until('a message', async () =>
      (await this.screen.places('--class', '^Dunst$')).at(0));
    await this.screen.click(place.x + 40, place.y + 20);
  }

  bells() {
    return (this.bell.output.match(/^bell$/gm) ?? []).length;
  }

  // The left one is always there: it has the screen's only output.
  async monitors(...wanted) {
    const names = new Map([[Left, 'left'], [Right, 'right']]);
    const set = (...args) => promisify(execFile)('xrandr', args,
      { env: { ...process.env, DISPLAY: this.screen.display } });
    for (const [monitor, name] of names) {
      const { x, y, width, height } = monitor;
      const isThere = this.there.has(monitor);
      if (wanted.includes(monitor) && !isThere)
        await set('--setmonitor', name, `${width}/320x${height}/240+${x}+${y}`,
          monitor === Left ? 'screen' : 'none');
      if (!wanted.includes(monitor) && isThere) await set('--delmonitor', name);
    }
    this.there = new Set(wanted);
  }
}
