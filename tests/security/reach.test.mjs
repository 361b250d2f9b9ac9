// SPDX-License-Identifier: GPL-3.0-or-later
// Who reaches the program, and who does not. On loopback no token is asked unless one is
// configured, pages of loopback are welcome, and a right token always passes: design, section 7.
// S7 and S8 are in stream.test.mjs.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRefused, isUpgraded } from '../interop/rfc6455/handshake.mjs';
import { hearsState } from '../interop/rfc6455/steps.mjs';
import { Monitor, run, until } from '../contract/monitor.mjs';
import { Alice, scenario } from '../contract/scenario.mjs';
import {
  bearer, curl, portOf, refusal, requestTo, statusOf, streams, Token, tokenFlags,
} from './attack.mjs';

const WrongTokens = 10; // a minute and address
const Evil = 'Origin: http://evil.example';
const PageFiles = ['/', '/page.js', '/page.css']; // they tell nothing
const ExitConfiguration = 78;

async function listeners(port) {
  const { stdout } = await promisify(execFile)('ss', ['-ltnH', `sport = :${port}`]);
  return stdout.trim().split('\n').map((line) => line.trim().split(/\s+/)[3]);
}

function certificateIn(folder) {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder.path, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out',
    cert, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
  return ['--tls-cert', cert, '--tls-key', key];
}

const pathsOf = async (monitor) =>
  JSON.parse((await curl(`${monitor.base}/openapi.json`, '-H', bearer)).body).paths;

// --- S1 ----------------------------------------------------------------------------------------

scenario('S1: it listens on loopback and nowhere else', {}, async ({ start }) => {
  const port = portOf(await start());
  assert.deepEqual(await listeners(port), [`127.0.0.1:${port}`]);
});

scenario('S1: it does not open itself to others in the clear, or without a token', {},
  async ({ folder }) => {
    const token = tokenFlags(folder);
    const refuses = async (listen, flags, said) => {
      const { code, stderr } = await run(['--headless', '--demo', '--listen', listen, '--data-dir',
        join(folder.path, 'data'), '--log-dir', join(folder.path, 'logs'), ...flags]);
      assert.deepEqual([listen, flags, code], [listen, flags, ExitConfiguration]);
      assert.match(stderr, said);
    };
    for (const listen of ['0.0.0.0:0', '[::]:0', '192.0.2.1:0']) {
      await refuses(listen, [], /--token-file/);
      await refuses(listen, ['--insecure-behind-proxy'], /--token-file/);
      await refuses(listen, certificateIn(folder), /--token-file/);
      await refuses(listen, token, /--tls-cert/);
    }
    await refuses('127.0.0.1:0', ['--allow-host', 'desk.example'], /--token-file/);
  });

scenario('S1: behind a proxy it is open to others, and asks everybody for the token', {},
  async ({ start, folder }) => {
    const monitor = await start({
      flags: ['--listen', '0.0.0.0:0', '--insecure-behind-proxy', ...tokenFlags(folder)] });
    const port = portOf(monitor);
    assert.deepEqual(await listeners(port), [`0.0.0.0:${port}`]);
    const url = `http://127.0.0.1:${port}/api/v1/health`;
    assert.equal(await statusOf(url), 401);
    assert.equal(await statusOf(url, '-H', bearer), 200);
  });

scenario('S1: with TLS it speaks nothing else', {}, async ({ exchange, folder }) => {
  const monitor = new Monitor(exchange, folder, { accounts: [Alice],
    flags: [...tokenFlags(folder), ...certificateIn(folder)] });
  try {
    const port = await until('the address', () =>
      /https:\/\/127\.0\.0\.1:(\d+)/.exec(monitor.output)?.[1]);
    const health = `127.0.0.1:${port}/api/v1/health`;
    assert.equal(await statusOf(`https://${health}`, '--insecure', '-H', bearer), 200);
    await assert.rejects(curl(`http://${health}`, '-H', bearer));
  } finally {
    await monitor.kill();
  }
});

// --- S2, S3 ------------------------------------------------------------------------------------

scenario('S2: without the token there is no answer, whatever is asked', {}, async (world) => {
  const monitor = await world.start({ flags: tokenFlags(world.folder) });
  const asked = Object.entries(await pathsOf(monitor)).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path.replace('{symbol}', 'BTC')]));
  assert.ok(asked.length > 15, `${asked}`);
  asked.push(['GET', '/nowhere'], ['HEAD', '/api/v1/positions'], ['DELETE', '/api/v1/positions']);
  for (const [method, path] of asked.filter(([, one]) => !PageFiles.includes(one))) {
    const how = method === 'HEAD' ? ['--head'] : ['-X', method];
    const { status, headers, body } = await curl(`${monitor.base}${path}`, ...how);
    assert.deepEqual([method, path, status, headers['www-authenticate']],
      [method, path, 401, 'Bearer']);
    if (method !== 'HEAD') assert.deepEqual(Object.keys(JSON.parse(body)), ['detail', 'code']);
  }
});

scenario('S2: on loopback no token is asked where none is configured', {}, async ({ start }) => {
  const monitor = await start();
  assert.equal(await statusOf(`${monitor.base}/api/v1/positions`), 200);
});

scenario('S3: the eleventh wrong token in a minute is told to wait, a right one passes', {},
  async ({ start, folder }) => {
    const { base } = await start({ flags: tokenFlags(folder) });
    const url = `${base}/api/v1/positions`;
    const wrong = ['-H', 'Authorization: Bearer CANARY-0123456789abcdeg'];
    for (let i = 0; i < WrongTokens; i++) {
      const { status, headers } = await curl(url, ...wrong);
      assert.equal(status, 401);
      assert.match(headers['www-authenticate'], /^Bearer/);
    }
    const { status, headers } = await curl(url, ...wrong);
    assert.equal(status, 429);
    const wait = Number(headers['retry-after']);
    assert.ok(wait >= 1 && wait <= 60, `Retry-After: ${headers['retry-after']}`);
    assert.equal(await statusOf(url, '-H', bearer), 200);
    assert.equal(await statusOf(url, '--interface', '127.0.0.2', ...wrong), 401);
  });

// --- S4, S5 ------------------------------------------------------------------------------------

scenario('S4: it answers for its own names only, and a token does not help', {}, async (world) => {
  const { base } = await world.start({ flags: tokenFlags(world.folder) });
  const { port } = new URL(base);
  const asked = (host) => statusOf(`${base}/api/v1/health`, '-H', bearer, '-H', `Host: ${host}`);
  for (const host of ['evil.example', `evil.example:${port}`, `localhost.evil.example:${port}`,
    `127.0.0.1.nip.io:${port}`, 'localhost:1', '127.0.0.1', `0.0.0.0:${port}`])
    assert.deepEqual([host, await asked(host)], [host, 421]);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
    assert.deepEqual([host, await asked(host)], [host, 200]);
});

scenario('S5: a request names its host once', {}, async ({ start }) => {
  const port = portOf(await start());
  const line = 'GET /api/v1/health HTTP/1.1\r\n';
  const host = `Host: localhost:${port}\r\n`;
  for (const bytes of [`${line}\r\n`, `${line}${host}${host}\r\n`,
    `${line}${host}Host: evil.example\r\n\r\n`])
    assert.equal((await refusal(port, bytes)).status, 400);
});

// --- S6, S9 ------------------------------------------------------------------------------------

scenario('S6: pages of others get no stream, and a token does not help', {}, async (world) => {
  const monitor = await (await world.start()).ready();
  const guarded = await world.start({ flags: [...tokenFlags(world.folder), '--data-dir',
    join(world.folder.path, 'other'), '--log-dir', join(world.folder.path, 'others')] });
  for (const Origin of ['http://evil.example', 'null', 'http://localhost.evil.example',
    'file://']) {
    await streams(portOf(monitor), { Origin }, [isRefused(403)]);
    await streams(portOf(guarded), { Origin, Authorization: `Bearer ${Token}` }, [isRefused(403)]);
  }
  await streams(portOf(monitor), { Origin: 'http://localhost:3000' },
    [isUpgraded(), hearsState()]);
});

scenario('S9: a page of another origin is allowed nothing', {}, async ({ start }) => {
  const { base } = await start();
  const preflight = ['-X', 'OPTIONS', '-H', 'Access-Control-Request-Method: POST'];
  for (const path of ['/api/v1/positions', '/api/v1/positions/reconcile', '/', '/nowhere']) {
    for (const asks of [[], preflight]) {
      const { status, headers } = await curl(`${base}${path}`, '-H', Evil, ...asks);
      assert.equal(status, 403);
      assert.doesNotMatch(Object.keys(headers).join(), /access-control/);
    }
  }
  const { headers } = await curl(`${base}/api/v1/positions`, ...preflight, '-H',
    'Origin: http://localhost:3000');
  assert.equal(headers['access-control-allow-origin'], 'http://localhost:3000');
});

// --- S10 ---------------------------------------------------------------------------------------

scenario('S10: other methods are refused', {}, async ({ start }) => {
  const monitor = await start();
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'CONNECT']) {
    const { status, headers } = await curl(`${monitor.base}/api/v1/positions`, '-X', method);
    assert.deepEqual([method, status], [method, 405]);
    assert.match(headers.allow, /\bGET\b/);
  }
  const port = portOf(monitor);
  assert.equal((await refusal(port, requestTo(port, 'FOO /api/v1/positions'))).status, 501);
});

scenario('S10: two routes take a command, and none of them an order', {}, async ({ start }) => {
  const commands = Object.entries(await pathsOf(await start())).flatMap(([path, methods]) =>
    Object.keys(methods).filter((name) => ['post', 'put', 'delete', 'patch'].includes(name))
      .map((name) => `${name} ${path}`));
  assert.deepEqual(commands.sort(),
    ['post /api/v1/positions/reconcile', 'post /api/v1/risk/check']);
});
