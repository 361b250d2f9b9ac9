// SPDX-License-Identifier: GPL-3.0-or-later
// The program ends while clients are far behind: each is told every fill it is owed and the goodbye,
// whole, when the program is no more.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { Monitor, until } from './monitor.mjs';
import { Alice, scenario } from './scenario.mjs';

const Clients = 3;
const Fills = 1500; // more than is under way to one that reads nothing
const goodbye = Buffer.from('03e9', 'hex'); // 1001
const fill = '"event_type":"fill"';

function certificateIn(folder) {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder.path, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out',
    cert, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
  return ['--tls-cert', cert, '--tls-key', key];
}

const countOf = (bytes, text) => bytes.toString('latin1').split(text).length - 1;

// A client that reads its state, and then nothing until it is told to.
class LazyClient {
  async join(port, isEncrypted) {
    this.parts = [];
    this.socket = isEncrypted
      ? tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
      : connect({ port, host: '127.0.0.1' });
    this.socket.on('data', (part) => this.parts.push(part));
    this.ended = Promise.race([once(this.socket, 'close'), once(this.socket, 'error')]);
    this.socket.write(['GET /api/v1/positions/stream HTTP/1.1', `Host: 127.0.0.1:${port}`,
      'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, '', ''].join('\r\n'));
    await until('the state', () => countOf(this.read(), 'initial_state') > 0);
    this.socket.pause();
    return this;
  }

  read() {
    return Buffer.concat(this.parts);
  }

  async readAll() {
    this.socket.resume();
    await this.ended;
    return this.read();
  }
}

for (const isEncrypted of [false, true]) {
  scenario(`SIGTERM, and clients that are behind${isEncrypted ? ' over TLS' : ''}`, {},
    async ({ exchange, folder }) => {
      exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
      const monitor = new Monitor(exchange, folder,
        { accounts: [Alice], flags: isEncrypted ? certificateIn(folder) : [] });
      try {
        const port = Number(await until('the address', () =>
          /API +https?:\/\/127\.0\.0\.1:(\d+)/.exec(monitor.output)?.[1]));
        await until('the first fill', () => monitor.trail.refresh().writtenFills.size === 1);
        const clients = [];
        for (let i = 0; i < Clients; ++i)
          clients.push(await new LazyClient().join(port, isEncrypted));
        for (let i = 0; i < Fills; ++i)
          exchange.trade(Alice, 'BTC', i % 2 ? 'B' : 'A', '0.01', '60000');
        await until('all fills', () => monitor.trail.refresh().writtenFills.size === Fills + 1);

        assert.equal(await monitor.kill('SIGTERM'), 0, monitor.errors);

        for (const client of clients) {
          const read = await client.readAll();
          assert.equal(countOf(read, fill), Fills);
          assert.ok(read.indexOf(goodbye, read.lastIndexOf(fill)) > 0, 'no goodbye');
        }
      } finally {
        await monitor.kill();
      }
    });
}
