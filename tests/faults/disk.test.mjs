// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that is full, refuses, or lies: monitoring goes on, says so, and nothing is lost. Runs in
// a mount namespace of its own, where it may mount what it likes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, until } from '../contract/monitor.mjs';
import { Alice, checkAuditedFills, checkSummary, scenario } from '../contract/scenario.mjs';

const shim = join(process.env.LPM_TEST_LIB_DIR, 'liblpm_diskfaults.so');

const trailOf = (folder) => join(folder.path, 'logs', 'trading');

function mount(folder, options) {
  mkdirSync(trailOf(folder), { recursive: true, mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=700`, 'tmpfs', trailOf(folder)]);
}
const remount = (folder, options) =>
  execFileSync('mount', ['-o', `remount,${options}`, trailOf(folder)]);
const unmount = (folder) => execFileSync('umount', ['-l', trailOf(folder)]);

const refuses = (monitor) => until('degraded: audit', async () => {
  const { status, reasons } = await monitor.get('health');
  return status === 'degraded' && reasons.some((reason) => reason.startsWith('audit'));
});
const healthy = (monitor) =>
  until('health', async () => (await monitor.get('health')).status === 'healthy');

function tradeOften(exchange, times) {
  for (let i = 0; i < times; i++)
    exchange.trade(Alice, ['BTC', 'ETH'][i % 2], i % 3 ? 'B' : 'A', '0.01', String(3000 + i));
}

// Nothing was lost, doubled or half, and a new start reads it all.
async function checkTrail({ exchange, start }, monitor) {
  await monitor.stop();
  checkAuditedFills(monitor, exchange);
  const again = await (await start({ env: {} })).ready();
  await checkSummary(again, exchange);
  await again.stop();
  checkAuditedFills(again, exchange);
}

// Beside a full disk the program must know what is right, and that a client is told.
async function checkUnaudited(client) {
  await until('an update that says it is not in the file',
    () => client.updates.some((update) => update.audited === false));
  client.socket.close();
}

scenario('disk full', {}, async (world) => {
  const { exchange, start, folder } = world;
  mount(folder, 'size=1m');
  try {
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    tradeOften(exchange, 1500);
    await refuses(monitor);
    await checkSummary(monitor, exchange);
    await checkUnaudited(client);
    remount(folder, 'size=64m');
    await healthy(monitor);
    tradeOften(exchange, 10);
    await checkSummary(monitor, exchange);
    await checkTrail(world, monitor);
  } finally {
    unmount(folder);
  }
});

// A limit on the size of files is told by a signal first, which ends a program that does not mind.
scenario('a file that may not grow any more', {}, async (world) => {
  const { exchange, start } = world;
  const monitor = await (await start()).ready();
  const limit = (size) => execFileSync('prlimit', ['--pid', String(monitor.child.pid),
    `--fsize=${size}:`]);
  const client = await monitor.stream();
  limit(1);
  tradeOften(exchange, 20);
  await refuses(monitor);
  await checkSummary(monitor, exchange);
  await checkUnaudited(client);
  limit('unlimited');
  await healthy(monitor);
  await checkTrail(world, monitor);
});

scenario('disk full for good, and killed', {}, async ({ exchange, start, folder }) => {
  mount(folder, 'size=256k');
  try {
    const monitor = await (await start()).ready();
    tradeOften(exchange, 400);
    await refuses(monitor);
    await monitor.kill('SIGKILL');
    // Killed between a part of a line and taking it back, it leaves a torn end, which is told as one
    // and which the next start sets aside; nothing else may be wrong.
    const verdict = await run(['audit', 'verify', monitor.trail.directory]);
    if (verdict.code !== 0) {
      assert.equal(verdict.code, 65);
      const { length } = monitor.trail.refresh().lines;
      assert.match(verdict.stderr, new RegExp(': the line is not complete: its write was cut off '
        + `or goes on now; before it ${length} lines are whole, seq=`));
    }
    remount(folder, 'size=64m');
    const again = await (await start()).ready();
    await checkSummary(again, exchange);
    await again.stop();
    checkAuditedFills(again, exchange);
  } finally {
    unmount(folder);
  }
});

scenario('read-only at the start', {}, async ({ folder }) => {
  mount(folder, 'size=1m');
  try {
    remount(folder, 'ro');
    const told = await run(['--headless', '--demo', '--listen', '127.0.0.1:0', '--log-dir',
      join(folder.path, 'logs'), '--data-dir', join(folder.path, 'data')]);
    assert.equal(told.code, 73, told.stderr);
    assert.match(told.stderr, /read-only/i);
    assert.deepEqual(readdirSync(trailOf(folder)), []);
  } finally {
    unmount(folder);
  }
});

// The disk's faults as the file says them, until it is gone.
function breaking(name, orders, play) {
  scenario(name, {}, async (world) => {
    const { exchange, start, folder } = world;
    const file = join(folder.path, 'faults');
    const monitor = await (await start({
      env: { LD_PRELOAD: shim, LPM_DISK_FAULTS: file } })).ready();
    tradeOften(exchange, 5);
    await checkSummary(monitor, exchange);
    const client = await monitor.stream();
    writeFileSync(file, orders);
    tradeOften(exchange, 5);
    await play({ monitor, client, exchange });
    if (existsSync(file)) rmSync(file);
    await healthy(monitor);
    tradeOften(exchange, 5);
    await checkSummary(monitor, exchange);
    await checkTrail(world, monitor);
  });
}

for (const [name, orders] of [['read-only while it runs', 'write EROFS\n'],
  ['no space in the middle of a line', 'write half\n']]) {
  breaking(name, orders, async ({ monitor, client, exchange }) => {
    await refuses(monitor);
    await checkSummary(monitor, exchange);
    await checkUnaudited(client);
  });
}

breaking('fsync returns EIO, each time', 'fdatasync EIO\n',
  async ({ monitor, client, exchange }) => {
    await refuses(monitor);
    await checkSummary(monitor, exchange);
    client.socket.close();
  });

breaking('fsync returns EIO, once', 'fdatasync EIO 1\n', async ({ monitor, client, exchange }) => {
  await checkSummary(monitor, exchange);
  client.socket.close();
});
