// SPDX-License-Identifier: GPL-3.0-or-later
// TLS that nobody vouches for, and the way to another server: neither is taken.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder, Monitor, until } from '../contract/monitor.mjs';
import { Alice } from '../contract/scenario.mjs';
import { checkLimits, checkTruth, rig } from './rig.mjs';

function selfSigned(folder) {
  const key = join(folder.path, 'key.pem');
  const cert = join(folder.path, 'cert.pem');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out',
    cert, '-days', '2', '-subj', '/CN=localhost', '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1'], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

test('TLS downgrade / bad cert: self-signed is refused', { timeout: 120_000 }, async () => {
  const folder = makeFolder();
  const seen = { hellos: 0, refusals: 0, requests: 0 };
  const server = createServer(selfSigned(folder), () => (seen.requests += 1));
  server.on('upgrade', (request, socket) => {
    seen.requests += 1;
    socket.destroy();
  });
  server.on('connection', () => (seen.hellos += 1));
  server.on('tlsClientError', () => (seen.refusals += 1));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const monitor = new Monitor({ restUrl: `https://127.0.0.1:${port}`,
    wsUrl: `wss://127.0.0.1:${port}/ws` }, folder, { accounts: [Alice] });
  try {
    await monitor.listening();
    await until('refusals', () => seen.hellos >= 3 && seen.refusals >= 3);
    const health = await monitor.get('health');
    assert.deepEqual([health.status, health.ready], ['degraded', false]);
    assert.match(monitor.errors, /certificate|SSL|TLS/i);
    assert.equal(seen.requests, 0, 'something was told to a stranger');
    assert.equal(await monitor.kill('SIGTERM'), 0);
  } finally {
    if (!monitor.hasEnded) await monitor.kill();
    server.closeAllConnections();
    server.close();
    folder.remove();
  }
});

rig('redirects are not followed', {}, async ({ simulator, start, say }) => {
  const monitor = await (await start()).ready();
  await simulator.tell('faults redirect:1000', 'disconnect');
  await simulator.strikes('redirect', 3);
  await checkTruth(monitor, simulator);
  await monitor.stop();
  await checkLimits(simulator, say); // which has counted those that followed
});
