// SPDX-License-Identifier: GPL-3.0-or-later
// The same work on node and ws: frames of the exchange in, the position computed, a line written to
// the audit file, the update to every client, its bytes made once.
//
//   node server.mjs FEED_PORT AUDIT_FILE ADDRESS...
import { inflateRawSync } from 'node:zlib';
import { WebSocket, WebSocketServer } from 'ws';
import { Account } from './book.mjs';
import { Audit, updateText } from './messages.mjs';

const PriceSampleMs = 60_000; // a price line of a position in the audit file
const [feedPort, auditFile, ...addresses] = process.argv.slice(2);
const audit = new Audit(auditFile);
const accounts = new Map(addresses.map(
  (address, place) => [address, new Account(address, `account${place + 1}`)]));
const missing = new Set(addresses); // snapshots
let server;

function tell(account, position, fill) {
  account.seq += 1;
  const bytes = Buffer.from(updateText(account, position, fill));
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(bytes, { binary: false });
  }
}

function serve() {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (client) => client.send('{"type":"initial_state"}'));
  server.on('listening', () => console.log(`127.0.0.1:${server.address().port}`));
}

function onFills({ user, fills, isSnapshot }) {
  const account = accounts.get(user);
  for (const row of fills) {
    const fill = {
      coin: row.coin, side: row.side, feeToken: row.feeToken, time: row.time, tradeId: row.tid,
      orderId: row.oid, price: Number(row.px), size: Number(row.sz), fee: Number(row.fee),
      closedPnl: Number(row.closedPnl),
    };
    const position = account.apply(fill);
    if (!position) continue;
    audit.fill(account, position, fill);
    if (!isSnapshot) tell(account, position, fill);
  }
  if (isSnapshot && missing.delete(user) && missing.size === 0) serve();
}

function onStates({ user, clearinghouseStates }) {
  const { positions } = accounts.get(user);
  for (const [, state] of clearinghouseStates) {
    for (const { position: theirs } of state.assetPositions) {
      const ours = positions.get(theirs.coin);
      if (ours) ours.isReconciled = Math.abs(ours.size - Number(theirs.szi)) < 1e-9;
    }
  }
}

function onMarks(packed) {
  const now = Date.now();
  const contexts = JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString());
  for (const [coin, { markPx }] of Object.entries(contexts)) {
    const price = Number(markPx);
    for (const account of accounts.values()) {
      const position = account.positions.get(coin);
      if (!position || position.size === 0) continue;
      const hasMoved = position.mark !== price;
      position.mark = price;
      position.markedAt = now;
      if (!hasMoved || !server) continue;
      if (now - position.auditedAt >= PriceSampleMs) {
        position.auditedAt = now;
        audit.price(account, position, now);
      }
      tell(account, position, null);
    }
  }
}

const feed = new WebSocket(`ws://127.0.0.1:${feedPort}/ws`, { perMessageDeflate: false });
feed.on('open', () => {
  const subscriptions = addresses.flatMap((user) => [
    { type: 'userFills', user }, { type: 'allDexsClearinghouseState', user }]);
  for (const subscription of [...subscriptions, { type: 'fastAssetCtxs' }]) {
    feed.send(JSON.stringify({ method: 'subscribe', subscription }));
  }
});
feed.on('message', (text) => {
  const { channel, data } = JSON.parse(text);
  if (channel === 'userFills') onFills(data);
  else if (channel === 'allDexsClearinghouseState') onStates(data);
  else if (channel === 'fastAssetCtxs') onMarks(data);
});
feed.on('close', () => {
  console.error('the feed ended');
  process.exit(1);
});
