// SPDX-License-Identifier: GPL-3.0-or-later
// An update with the keys of the program's own, and lines of the audit file.
import { createHash } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { signedSize } from './book.mjs';

function numberText(value) {
  const text = value.toFixed(8).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

function timeText(ms) {
  return new Date(ms).toISOString();
}

function positionOf(account, position) {
  const { size, entry, mark, realized, fees } = position;
  const notional = Math.abs(size * mark);
  const unrealized = size * (mark - entry);
  const total = realized + unrealized;
  const margin = notional / 10;
  return {
    symbol: `${position.coin}-USD`,
    side: size > 0 ? 'long' : size < 0 ? 'short' : 'flat',
    quantity: numberText(Math.abs(size)), entry_price: numberText(entry),
    current_price: numberText(mark), unrealized_pnl: numberText(unrealized),
    realized_pnl: numberText(realized), notional_value: numberText(notional),
    total_pnl: numberText(total), leverage: '10', last_updated: timeText(position.changedAt),
    is_flat: size === 0, account: account.address, coin: position.coin,
    fees: numberText(fees), funding: '0', net_pnl: numberText(total - fees),
    break_even_price: numberText(size === 0 ? 0 : entry + (fees - realized) / size),
    liquidation_price: null, liquidation_distance: null,
    margin_used: numberText(margin), margin_mode: 'cross',
    roe: numberText(margin === 0 ? 0 : unrealized / margin),
    price_time: timeText(position.markedAt), price_state: 'live',
    opened_at: timeText(position.openedAt), basis: 'complete', reconciled: position.isReconciled,
    price_decimals: 1, size_decimals: 5,
  };
}

const NoHash = `0x${'0'.repeat(64)}`;

function fillOf(fill) {
  return {
    symbol: `${fill.coin}-USD`, side: fill.side === 'B' ? 'buy' : 'sell',
    quantity: numberText(fill.size), price: numberText(fill.price),
    timestamp: timeText(fill.time), order_id: String(fill.orderId), fill_id: String(fill.tradeId),
    fee: numberText(fill.fee), fee_token: fill.feeToken, closed_pnl: numberText(fill.closedPnl),
    source: 'live', direction: 'Open Long', taker: true, builder_fee: null, forced: 'none',
    liquidation: null, hash: NoHash,
  };
}

export function updateText(account, position, fill) {
  return JSON.stringify({
    type: 'position_update', event_type: fill ? 'fill' : 'price_update',
    symbol: `${position.coin}-USD`, timestamp: timeText(Date.now()),
    position: positionOf(account, position), fill: fill ? fillOf(fill) : null,
    account: account.address, account_label: account.label, seq: account.seq,
  });
}

// Each line has the hash of the line before and its own: one write for each.
export class Audit {
  constructor(path) {
    this.file = openSync(path, 'a', 0o600);
    this.seq = 0;
    this.previous = '0'.repeat(64);
  }

  append(body) {
    const line = JSON.stringify({ seq: ++this.seq, ...body, prev: this.previous });
    this.previous = createHash('sha256').update(line).digest('hex');
    writeSync(this.file, `${line.slice(0, -1)},"hash":"${this.previous}"}\n`);
  }

  fill(account, after, fill) {
    this.append({
      timestamp: timeText(fill.time), type: 'fill', symbol: `${fill.coin}-USD`,
      side: fill.side === 'B' ? 'buy' : 'sell', quantity: numberText(fill.size),
      price: numberText(fill.price), account: account.address, coin: fill.coin, time: fill.time,
      tid: fill.tradeId, oid: fill.orderId, fee: numberText(fill.fee),
      closed_pnl: numberText(fill.closedPnl), before: numberText(after.size - signedSize(fill)),
      after: numberText(after.size),
    });
  }

  price(account, position, now) {
    this.append({
      timestamp: timeText(now), type: 'position_change', event: 'price_update',
      symbol: `${position.coin}-USD`, account: account.address,
      quantity: numberText(position.size), price: numberText(position.mark),
    });
  }
}
