// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of the process and its machine: a second program, no descriptors, no memory, a clock that
// jumps, a pause.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { AuditTrail, run, until } from '../contract/monitor.mjs';
import {
  Alice, checkAuditedFills, checkFill, checkSummary, scenario,
} from '../contract/scenario.mjs';

const Together = 20;
const Rounds = Number(process.env.LPM_INSTANCE_ROUNDS ?? 1);

const healthy = (monitor) =>
  until('health', async () => (await monitor.get('health')).status === 'healthy');

scenario('two instances on one data dir', {}, async ({ exchange, start, folder }) => {
  for (let round = 0; round < Rounds; round++) {
    exchange.trade(Alice, 'BTC', 'B', '0.01', '60000');
    const starts = await Promise.all(Array.from({ length: Together }, () =>
      start().then((monitor) => monitor, (error) => error)));
    const living = starts.filter((one) => !(one instanceof Error));
    assert.equal(living.length, 1, starts.map(String).join('\n'));
    const [monitor] = living;
    await monitor.ready();
    await checkSummary(monitor, exchange);
    await monitor.stop(); // its files are whole
  }
  const trail = new AuditTrail(join(folder.path, 'logs', 'trading'));
  assert.equal(trail.ofType('start').length, Rounds);
});

scenario('a second instance says so and touches nothing', {}, async (world) => {
  const { exchange, start, folder } = world;
  exchange.trade(Alice, 'BTC', 'B', '0.01', '60000');
  const monitor = await (await start()).ready();
  await checkSummary(monitor, exchange);
  monitor.child.kill('SIGSTOP'); // what changes now was not its doing
  const names = ['logs/trading', 'data'].flatMap((sub) =>
    execFileSync('find', [join(folder.path, sub), '-type', 'f']).toString().trim().split('\n'));
  const look = () => names.map((name) => [name, statSync(name).mtimeNs,
    readFileSync(name, 'utf8')]);
  const before = look();
  const told = await run(['--headless', '--live', '--account', Alice, '--rest-url',
    exchange.restUrl, '--ws-url', exchange.wsUrl, '--listen', '127.0.0.1:0', '--log-dir',
    join(folder.path, 'logs'), '--data-dir', join(folder.path, 'data')]);
  assert.equal(told.code, 75, told.stderr);
  assert.match(told.stderr, /another position-monitor is using/);
  assert.deepEqual(look(), before);
  monitor.child.kill('SIGCONT');
  await monitor.stop();
});

// User and system time of the process, in clock ticks.
function ticksOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

scenario('fd exhaustion', {
  monitor: { wrapper: ['prlimit', '--nofile=64'] },
  notUnder: { asan: 'UBSan looks at what a pointer is by a pipe of its own' },
}, async ({ exchange, start }) => {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  const { port } = new URL(monitor.base);
  const crowd = Array.from({ length: 200 }, () => {
    const socket = connect(Number(port), '127.0.0.1');
    return socket.on('error', () => {});
  });
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '59000'), 'live');
  exchange.dropFeeds(); // a new feed finds a descriptor
  await until('the feed', () => exchange.sockets.size > 0);
  await checkFill(client, exchange.trade(Alice, 'BTC', 'A', '0.01', '59500'));
  const before = ticksOf(monitor.child.pid);
  await checkFill(client, exchange.trade(Alice, 'ETH', 'B', '1', '3000'));
  assert.ok(ticksOf(monitor.child.pid) - before < 200, 'it spins');
  for (const socket of crowd) socket.destroy();
  await checkSummary(monitor, exchange);
  await healthy(monitor);
  client.close();
  await monitor.stop();
  checkAuditedFills(monitor, exchange);
});

// It may end, but not wrongly: what it wrote holds, and a new start has everything.
scenario('OOM / bad_alloc', {
  notUnder: { asan: 'ASan itself ends where memory is refused' },
}, async ({ exchange, start }) => {
  const monitor = await (await start()).ready();
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
  await checkSummary(monitor, exchange);
  const status = readFileSync(`/proc/${monitor.child.pid}/status`, 'utf8');
  const size = Number(/VmSize:\s+(\d+)/.exec(status)[1]) * 1024;
  execFileSync('prlimit', ['--pid', String(monitor.child.pid), `--as=${size + (2 << 20)}`]);
  exchange.dropFeeds();
  for (let i = 0; i < 6000; i++)
    exchange.trade(Alice, ['BTC', 'ETH'][i % 2], i % 3 ? 'B' : 'A', '0.01', String(3000 + i),
      { tells: false });
  await until('the end, or all the fills', () =>
    monitor.hasEnded || monitor.trail.refresh().writtenFills.size === 6001);
  if (monitor.hasEnded) await monitor.verify();
  else await monitor.kill('SIGKILL');
  const again = await (await start()).ready();
  await checkSummary(again, exchange);
  await again.stop();
  checkAuditedFills(again, exchange);
});

const faketime = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1'].find((path) => {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
});

scenario('clock skew / jump of our host', {}, async ({ exchange, start, folder }) => {
  assert.ok(faketime, 'the package faketime is needed');
  const file = join(folder.path, 'clock');
  const jump = (offset) => writeFileSync(file, `${offset}\n`);
  jump('+0');
  const monitor = await (await start({ env: { LD_PRELOAD: faketime, FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' } })).ready();
  const client = await monitor.stream();
  const days = new Set();
  for (const [i, offset] of ['+1h', '-1h', '+25h', '+0', '-1h', '+1h'].entries()) {
    jump(offset);
    await checkFill(client, exchange.trade(Alice, 'BTC', i % 3 ? 'B' : 'A', '0.02',
      String(59000 + i)), 'live');
    await checkSummary(monitor, exchange);
    await healthy(monitor);
    days.add(monitor.trail.refresh().lines.at(-1).timestamp.slice(0, 10));
  }
  assert.ok(days.size >= 2, 'the clock went over midnight');
  exchange.dropFeeds();
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '59500'));
  await healthy(monitor);
  client.close();
  await monitor.kill('SIGTERM');
  await monitor.verify();
  const again = await (await start()).ready();
  await checkSummary(again, exchange);
  await again.stop();
  checkAuditedFills(again, exchange);
});

scenario('suspend', {}, async ({ exchange, start }) => {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '59000'), 'live');
  monitor.child.kill('SIGSTOP');
  const missed = [exchange.trade(Alice, 'BTC', 'A', '0.01', '59100', { tells: false }),
    exchange.trade(Alice, 'BTC', 'A', '0.02', '59200')];
  exchange.dropFeeds();
  monitor.child.kill('SIGCONT');
  for (const trade of missed) await checkFill(client, trade);
  await checkSummary(monitor, exchange);
  await healthy(monitor);
  client.close();
  await monitor.stop();
  checkAuditedFills(monitor, exchange);
});
