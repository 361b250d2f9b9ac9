// SPDX-License-Identifier: GPL-3.0-or-later
// The web page in a browser: what is old, unproven or unreachable never looks live.
import assert from 'node:assert/strict';
import { isProven, moveThePrice, pageScenario } from './pagescenario.mjs';
import { Alice } from './scenario.mjs';

const holdBitcoin = (exchange) => exchange.hold(Alice, 'BTC', '0.5', '60000');
const holdNothing = () => {};

const isFlatAndLive = ({ feed, proof, totals, rows, values }) => feed === 'live'
  && proof === '✓ agrees' && totals === '' && rows.length === 0 && values.length > 0;

pageScenario('a monitor that hangs does not look live, and does again once it answers', holdBitcoin,
  async ({ exchange, monitor, page }) => {
    const letBe = moveThePrice(exchange);
    try {
      await page.shows('a proven position', isProven);
      monitor.child.kill('SIGSTOP');
      const silent = await page.shows('silence', ({ feed, proof, totals, rows }) =>
        feed === 'disconnected' && proof === '? unknown' && totals === 'stale'
        && rows[0].tick === '?' && rows[0].mark !== 'live');
      assert.equal(silent.rows[0].symbol, 'BTC'); // the last known state stays readable
      monitor.child.kill('SIGCONT');
      await page.shows('a proven position again', isProven);
      assert.equal(page.mostAtOnce, 1, 'questions for the proof piled up');
    } finally {
      letBe();
    }
  });

pageScenario('a hanging monitor of a flat account does not look live', holdNothing,
  async ({ monitor, page }) => {
    await page.shows('a flat account', isFlatAndLive);
    monitor.child.kill('SIGSTOP');
    await page.shows('silence', ({ feed, proof, totals }) =>
      feed === 'disconnected' && proof === '? unknown' && totals === 'stale');
    monitor.child.kill('SIGCONT');
    await page.shows('a flat account again', isFlatAndLive);
  });

pageScenario('totals of a flat account are grey while the exchange is away', holdNothing,
  async ({ exchange, page }) => {
    await page.shows('a flat account', isFlatAndLive);
    exchange.isOpen = false;
    exchange.dropFeeds();
    await page.shows('the outage', ({ feed, totals }) => feed === 'offline' && totals === 'stale');
    exchange.isOpen = true;
    await page.shows('a flat account again', isFlatAndLive);
  });

pageScenario('what differs from the exchange is marked, and only that', (exchange) => {
  holdBitcoin(exchange);
  exchange.hold(Alice, 'ETH', '1', '3000');
}, async ({ exchange, page }) => {
  const ticks = ({ rows }) => rows.map(({ symbol, tick }) => `${symbol} ${tick}`).join();
  await page.shows('two proven positions', (now) => ticks(now) === 'BTC ✓,ETH ✓');
  exchange.change(Alice, 'BTC', '0.7', '60000');
  await page.shows('the difference', (now) => ticks(now) === 'BTC ✗,ETH ✓'
    && now.proof === '✗ differs');
  const proofs = page.asked.filter((address) => address.includes('/reconciliation'));
  assert.ok(proofs.every((address) => address.endsWith('account=all&rows=doubtful&history=0')));
}, { monitor: { flags: ['--on-discrepancy', 'hold'] } });

pageScenario('a monitor that ends says so before it goes', holdBitcoin,
  async ({ exchange, monitor, page }) => {
    const letBe = moveThePrice(exchange);
    try {
      await page.shows('a proven position', isProven);
      await monitor.stop();
      await page.shows('the end', ({ feed, proof, totals, rows }) =>
        feed === 'stopped' && proof === '? unknown' && totals === 'stale' && rows[0].tick === '?');
    } finally {
      letBe();
    }
  });
