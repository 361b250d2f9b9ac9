// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail's and the host's part.
//
// | check | where, if not here |
// |---|---|
// | S27 verify, and a trail that was changed | tst_programcommands, tst_auditverify |
// | S27 a torn end | contract_restart, tst_auditlogger |
// | S28 a line before its frame | every client of the contract tests |
// | S28 what is synced outlasts a power loss | tst_auditsegments, tst_audittaking |
// | S29 a link or a FIFO in the file's place | tst_auditlogger |
// | S30 a second instance touches nothing | faults_process |
// | S32 a hostile coin in each kind of line | tst_auditlines |
// | S33 | there is no unit yet |
// | S35 self-signed, redirects | faults_transport |
// | S36 in the window | tst_mainwindow, tst_positionsmodel |
// | S36 on the page | page tests: script.test.mjs, numbers.test.mjs |
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Monitor, trailNames, until } from '../contract/monitor.mjs';
import { Alice, checkAuditedFills, scenario } from '../contract/scenario.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const programs = ['position-monitor', 'exchange-simulator']
  .map((name) => join(process.env.LPM_BIN_DIR, name));

// --- S28 ---------------------------------------------------------------------------------------

// As asm-generic/fcntl.h numbers them, on every machine that Debian's Qt is for but Alpha and MIPS.
const OpenFlags = { append: 0o2000, closesOnExec: 0o2000000 };
const noFollow = { x64: 0o400000, arm64: 0o100000 }[process.arch];

function flagsOfOpen(pid, isWanted) {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    if (!isWanted(readlinkSync(`/proc/${pid}/fd/${fd}`))) return [];
    const info = readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8');
    return [parseInt(/^flags:\s+([0-7]+)/m.exec(info)[1], 8)];
  });
}

scenario('S28: the trail is only appended to, and no link is followed to it', {}, async (world) => {
  const { exchange, start } = world;
  exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
  const { child } = await (await start()).ready();
  const flags = flagsOfOpen(child.pid, (path) => /\/audit-[\d-]+\.jsonl$/.test(path))
    .filter((one) => (one & 3) !== 0); // those that write
  assert.equal(flags.length, 1);
  for (const bit of [...Object.values(OpenFlags), noFollow].filter(Boolean))
    assert.equal(flags[0] & bit, bit, `${flags[0].toString(8)} has not ${bit.toString(8)}`);
});

// --- S31, S32 ----------------------------------------------------------------------------------

scenario('S31: the head of the trail that is told is the file’s last line', {}, async (world) => {
  const { exchange, start } = world;
  exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
  const monitor = await (await start()).ready();
  const last = () => {
    const { seq, hash } = monitor.trail.refresh().lines.at(-1);
    return { seq, hash };
  };
  const seen = await until('a moment without a new line', async () => {
    const before = last();
    const { seq, hash } = await (await fetch(`${monitor.base}/api/v1/audit/head`)).json();
    return before.hash === last().hash && { told: { seq, hash }, before };
  });
  assert.deepEqual(seen.told, seen.before);
});

const Hostile = 'BTC"}\n{"seq"}\r\nforged 1\n<b>x'; // a colon would make it a market of another dex

// A fill of the coin, and a change without one, which is logged.
async function tradesHostile({ exchange, start }) {
  exchange.coins.set(Hostile, { ...exchange.coins.get('BTC'), name: Hostile });
  exchange.trade(Alice, Hostile, 'B', '0.5', '60000');
  const monitor = await (await start({ flags: ['--log-level', 'debug'] })).ready();
  const client = await monitor.stream();
  exchange.trade(Alice, Hostile, 'A', '0.1', '60000');
  await client.next('fill');
  exchange.change(Alice, Hostile, '2', '60000');
  await client.next('position_change');
  client.close();
  return monitor;
}

scenario('S32: a coin with line ends stays inside its lines', {}, async (world) => {
  const monitor = await tradesHostile(world);
  const metrics = await (await fetch(`${monitor.base}/metrics`)).text();
  for (const line of metrics.split('\n').filter(Boolean)) assert.match(line, /^(# |hlpm_)/);
  await monitor.stop(); // and the trail is verified
  const { lines } = monitor.trail;
  assert.ok(lines.some((line) => line.type === 'fill' && line.coin === Hostile));
  assert.deepEqual(lines.map((line) => line.seq), lines.map((_, i) => lines[0].seq + i));
});

scenario('S32: a coin with line ends makes no line of the log', {}, async (world) => {
  const monitor = await tradesHostile(world);
  await monitor.stop();
  const log = readFileSync(join(monitor.logs, 'position-monitor.log'), 'utf8');
  assert.match(log, /seq/);
  // A line begins with its time, its level and who says it.
  for (const line of `${log}${monitor.errors}`.split('\n').filter(Boolean))
    assert.match(line, /^\d{4}-[\d-]+T[\d:.]+Z (debug|info|warning|error|critical) [\w.]+: /);
});

// --- S34 ---------------------------------------------------------------------------------------

const isRelease = process.env.LPM_BUILD_TYPE === 'Release' && !process.env.LPM_SANITIZER;
const readelf = (...args) => execFileSync('readelf', args, { maxBuffer: 64 << 20 }).toString();

for (const program of programs) {
  const name = program.split('/').at(-1);
  test(`S34: ${name} is hardened`, { skip: !isRelease && 'not a release' }, () => {
    assert.match(readelf('-hW', program), /Type: +DYN/);
    assert.match(readelf('-lW', program), /GNU_RELRO/);
    assert.match(readelf('-lW', program), /GNU_STACK +(0x0+ +){3}0x0+ 0x0+ RW +0x/);
    assert.match(readelf('-dW', program), /BIND_NOW/);
    const symbols = readelf('--dyn-syms', '-W', program);
    assert.match(symbols, /__stack_chk_fail@/);
    assert.match(symbols, /__\w+_chk@GLIBC/); // of _FORTIFY_SOURCE
    assert.doesNotMatch(readelf('-dW', program), /RPATH|RUNPATH|TEXTREL/);
  });

  // With -fcf-protection every place that is called by its address begins with endbr64.
  const isIntel = process.arch === 'x64';
  const skip = !(isRelease && isIntel) && 'not a release for x86-64';
  test(`S34: ${name} checks where it jumps`, { skip }, () => {
    const code = readFileSync(program);
    let places = 0;
    for (let at = 0; (at = code.indexOf('\xf3\x0f\x1e\xfa', at, 'latin1')) >= 0; at += 4) places++;
    assert.ok(places > 500, `${places} places`);
  });
}

// --- S35 ---------------------------------------------------------------------------------------

// The exchange over TLS, by a certificate for localhost of an authority of our own.
async function encrypted(exchange, folder) {
  const place = join(folder.path, 'authority');
  mkdirSync(place);
  const openssl = (...args) => execFileSync('openssl', args, { cwd: place, stdio: 'pipe' });
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.crt',
    '-days', '2', '-subj', '/CN=a test', '-addext', 'basicConstraints=critical,CA:true');
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'own.key', '-out', 'own.csr',
    '-subj', '/CN=localhost');
  writeFileSync(join(place, 'names'), 'subjectAltName=DNS:localhost\n');
  openssl('x509', '-req', '-in', 'own.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-out', 'own.crt',
    '-CAcreateserial', '-days', '2', '-extfile', 'names');
  const trusted = join(place, 'trusted');
  mkdirSync(trusted);
  const authority = readFileSync(join(place, 'ca.crt'));
  for (const name of ['ca-certificates.crt', 'ca.pem'])
    writeFileSync(join(trusted, name), authority);
  openssl('rehash', trusted);
  const [key, cert] = ['own.key', 'own.crt'].map((name) => readFileSync(join(place, name)));
  const seen = { talks: 0, refusals: 0 };
  const server = createServer({ key, cert }, (socket) => {
    seen.talks += 1;
    const inside = connect(exchange.port, '127.0.0.1');
    socket.pipe(inside).pipe(socket);
    for (const one of [socket, inside]) one.on('error', () => {});
  }).on('tlsClientError', () => (seen.refusals += 1));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { seen, trusted, server, port: server.address().port };
}

const unshare = ['unshare', ...(process.getuid() === 0 ? [] : ['--map-root-user']), '--mount'];
const mayMount = spawnSync(unshare[0], [...unshare.slice(1), 'true']).status === 0;
const trusting = (trusted) =>
  [...unshare, 'sh', '-c', `mount --bind '${trusted}' /etc/ssl/certs && exec "$0" "$@"`];

for (const [host, isRight] of [['localhost', true], ['127.0.0.1', false]]) {
  const what = isRight ? 'the host that a certificate names is talked to'
    : 'a certificate of another host is refused';
  const skip = !mayMount && process.env.CI !== 'true' && 'no right to make namespaces';
  (skip ? test : scenario)(`S35: ${what}`, skip ? { skip } : {}, async ({ exchange, folder }) => {
    exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
    const { seen, trusted, server, port } = await encrypted(exchange, folder);
    const monitor = new Monitor({ restUrl: `https://${host}:${port}`,
      wsUrl: `wss://${host}:${port}/ws` }, folder,
    { accounts: [Alice], wrapper: trusting(trusted) });
    try {
      await monitor.listening();
      if (isRight) {
        await monitor.ready();
        checkAuditedFills(monitor, exchange);
      } else {
        await until('refusals', () => seen.refusals + seen.talks >= 3);
        assert.deepEqual([exchange.asked.length, exchange.sockets.size], [0, 0]);
        assert.match(monitor.errors, /host name|hostname|certificate/i);
        assert.equal((await monitor.get('health')).ready, false);
      }
    } finally {
      await monitor.kill();
      server.close();
    }
  });
}

function* sourcesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesBelow(path);
    else yield path;
  }
}

// The server asks its clients for no certificate: that is the one place.
const ServersOwn = 'src/server/gate/exposure.cpp';

test('S35: no certificate goes unchecked', () => {
  const unchecked = /ignoreSslErrors|VerifyNone|QueryPeer/;
  const found = [...sourcesBelow(join(root, 'src'))]
    .filter((path) => unchecked.test(readFileSync(path, 'latin1')))
    .map((path) => path.slice(root.length + 1));
  assert.deepEqual(found.filter((path) => path !== ServersOwn), []);
});

test('S36: nothing is shown as rich text, in the window or on the page', () => {
  const rich = /(inner|outer|Adjacent)HTML|setHtml|Qt::(Rich|Auto|Markdown)Text/;
  const found = [...sourcesBelow(join(root, 'src'))]
    .filter((path) => rich.test(readFileSync(path, 'latin1')));
  assert.deepEqual(found, []);
});
