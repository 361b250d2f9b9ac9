// SPDX-License-Identifier: GPL-3.0-or-later
// A cable that is cut: no packet comes any more, and nobody says so. The exchange lives in a
// network namespace behind a pair of virtual interfaces; the far end goes down. Runs in network
// and mount namespaces of its own.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder, Monitor, until } from '../contract/monitor.mjs';
import { checkTruth, degraded, healthy } from './rig.mjs';
import { Simulator } from './simulator.mjs';

const [Near, Far] = ['10.99.0.1', '10.99.0.2'];
const ip = (...args) => execFileSync('ip', args);

// Plain HTTP is spoken to this machine only; here its name leads over the cable.
function nameOf(folder) {
  const hosts = join(folder.path, 'hosts');
  writeFileSync(hosts, `${Far} localhost\n`);
  execFileSync('mount', ['--bind', hosts, '/etc/hosts']);
}

// Returns how commands run at the far end, and the process that keeps it there.
async function layCable() {
  const far = spawn('unshare', ['--net', 'sleep', '600'], { stdio: 'ignore' });
  const ours = execFileSync('readlink', ['/proc/self/ns/net']).toString();
  await until('the far end', () =>
    execFileSync('readlink', [`/proc/${far.pid}/ns/net`]).toString() !== ours);
  const there = ['nsenter', '--net', '--target', String(far.pid)];
  const thereRun = (...args) => execFileSync(there[0], [...there.slice(1), ...args]);
  ip('link', 'set', 'lo', 'up');
  ip('link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far');
  ip('link', 'set', 'far', 'netns', String(far.pid));
  ip('addr', 'add', `${Near}/30`, 'dev', 'near');
  ip('link', 'set', 'near', 'up');
  thereRun('ip', 'addr', 'add', `${Far}/30`, 'dev', 'far');
  thereRun('ip', 'link', 'set', 'far', 'up');
  return { there, far, set: (state) => thereRun('ip', 'link', 'set', 'far', state) };
}

test('half-open TCP', { timeout: 180_000 }, async (context) => {
  const folder = makeFolder();
  nameOf(folder);
  const cable = await layCable();
  const simulator = new Simulator({ wrapper: cable.there, listen: `${Far}:0`, host: 'localhost' });
  let monitor;
  try {
    await simulator.start();
    monitor = new Monitor(simulator, folder, { accounts: [simulator.accounts[0]],
      intervals: ['--sync-interval', '3600'] });
    await (await monitor.listening()).ready();
    await healthy(monitor);
    const client = await monitor.stream();

    cable.set('down');
    const since = Date.now();
    await simulator.tell('trade 3');
    const health = await degraded(monitor);
    context.diagnostic(`seen after ${(Date.now() - since) / 1000} s: ${health.reasons.join('; ')}`);
    assert.notEqual(health.accounts[0].feed_state, 'live');
    cable.set('up');
    await checkTruth(monitor, simulator);
    client.close();
    await monitor.stop();
  } catch (error) {
    error.message += `\n${monitor?.errors}`;
    throw error;
  } finally {
    if (monitor && !monitor.hasEnded) await monitor.kill();
    await simulator.stop();
    cable.far.kill('SIGKILL');
    folder.remove();
  }
});
