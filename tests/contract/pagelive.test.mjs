// SPDX-License-Identifier: GPL-3.0-or-later
// The web page in a browser follows: prices, fills, lost connections, accounts, the token.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProven, list, moveThePrice, pageScenario } from './pagescenario.mjs';
import { Alice, Bob } from './scenario.mjs';

const holdBitcoin = (exchange) => exchange.hold(Alice, 'BTC', '0.5', '60000');
const fillId = ({ row }, side) => `${row.tid} ${side}`;

pageScenario('prices and sums are live, to the last digit', holdBitcoin,
  async ({ exchange, page }) => {
    await page.shows('the position', isProven);
    exchange.setMark('BTC', '61234.5');
    const { rows, sums } = await page.shows('the new price', (now) =>
      now.rows[0].price === '61,234.5' && now.sums.unrealized_pnl === '+617.25');
    assert.equal(rows[0].unrealized, '+617.25');
    assert.equal(sums.long_exposure, '30,617.25');
    assert.equal(sums.net_exposure, '+30,617.25');
    assert.equal(sums.equity, '10,000.00');
    exchange.setMark('BTC', '58000');
    const loss = '\u22121,000.00';
    await page.shows('a loss with a true minus', (now) => now.rows[0].unrealized === loss
      && now.sums.unrealized_pnl === loss);
  });

pageScenario('fills come as they happen, and each stands there once', holdBitcoin,
  async ({ exchange, page }) => {
    await page.shows('the position', isProven);
    const first = exchange.trade(Alice, 'BTC', 'B', '0.1', '60100');
    await page.shows('the first fill', ({ fills }) => fills[0] === fillId(first, 'buy'));
    const second = exchange.trade(Alice, 'ETH', 'A', '1', '3000');
    const both = [fillId(second, 'sell'), fillId(first, 'buy')];
    await page.shows('the second above it', ({ fills, rows }) => fills.join() === both.join()
      && rows.length === 2);
    await page.reload();
    await page.shows('both from the list', ({ fills }) => fills.join() === both.join());
    const third = exchange.trade(Alice, 'ETH', 'B', '1', '2999');
    await page.shows('the third, and a position less', ({ fills, rows }) =>
      fills.join() === [fillId(third, 'buy'), ...both].join() && rows.length === 1);
  });

pageScenario('a trade with oneself is two fills of one number', holdBitcoin,
  async ({ exchange, page }) => {
    await page.shows('the position', isProven);
    const bought = exchange.trade(Alice, 'BTC', 'B', '0.1', '60000');
    exchange.nextId -= 1;
    const sold = exchange.trade(Alice, 'BTC', 'A', '0.1', '60000');
    assert.equal(bought.row.tid, sold.row.tid);
    const both = [fillId(sold, 'sell'), fillId(bought, 'buy')];
    await page.shows('both sides', ({ fills }) => fills.join() === both.join());
    await page.reload();
    await page.shows('both sides again', ({ fills }) => fills.join() === both.join());
  });

const Hostile = '<img src=x onerror=alert(1)>';

pageScenario('a coin with a hostile name is a text', (exchange) => {
  list(exchange, Hostile);
  exchange.hold(Alice, Hostile, '5', '9');
}, async ({ exchange, page }) => {
  await page.shows('the position', ({ rows }) => rows.length === 1 && rows[0].symbol === Hostile);
  exchange.trade(Alice, Hostile, 'A', '1', '10');
  await page.shows('its fill', ({ fills }) => fills.length === 1);
  assert.equal(await page.evaluate('document.querySelectorAll("img").length'), 0);
  const name = 'document.querySelector("#fills .name .v").textContent';
  assert.equal(await page.evaluate(name), Hostile);
});

pageScenario('a page comes back by itself when the program is started anew', holdBitcoin,
  async ({ exchange, monitor, start, page }) => {
    const letBe = moveThePrice(exchange);
    try {
      await page.shows('the position', isProven);
      const bought = exchange.trade(Alice, 'BTC', 'B', '0.1', '60000');
      await page.shows('a fill', ({ fills }) => fills.length === 1);
      await monitor.kill();
      const lost = await page.shows('the loss', ({ feed, body, proof, totals, rows }) =>
        feed === 'disconnected' && body === 'lost' && proof === '? unknown' && totals === 'stale'
        && rows[0].tick === '?');
      assert.match(lost.notice[0], /^No answer from the monitor since .* last known state/);
      await start({ flags: ['--listen', new URL(monitor.base).host] });
      const sold = exchange.trade(Alice, 'BTC', 'A', '0.2', '60500');
      const fills = [fillId(sold, 'sell'), fillId(bought, 'buy')].join();
      await page.shows('the program again', (now) => isProven(now) && now.body === ''
        && now.fills.join() === fills && now.notice.length === 0);
    } finally {
      letBe();
    }
  });

pageScenario('what was missed while the connection was lost is told once', holdBitcoin,
  async ({ exchange, monitor, page, line }) => {
    await page.shows('the position', isProven);
    line.cut();
    await page.shows('the loss', ({ feed, body }) => feed === 'disconnected' && body === 'lost');
    const client = await monitor.stream();
    const made = exchange.trade(Alice, 'BTC', 'B', '0.1', '60000');
    await client.next('fill'); // the program goes on
    client.close();
    line.mend();
    await page.shows('the fill', ({ fills, feed, body }) => feed === 'live' && body === ''
      && fills.join() === fillId(made, 'buy'));
    const resumed = page.said.map((text) => JSON.parse(text))
      .filter(({ action }) => action === 'resume');
    assert.equal(resumed.length, 1);
    assert.ok(resumed[0].seqs[Alice] >= 0);
  }, { byLine: true, monitor: { flags: ['--allow-host', '127.0.0.1'] } });

pageScenario('while the exchange is away prices are greyed, and struck through in the end',
  holdBitcoin, async ({ exchange, page }) => {
    await page.shows('the position', isProven);
    exchange.isOpen = false;
    exchange.delay = () => new Promise(() => {}); // no question is answered either
    exchange.dropFeeds();
    const grey = await page.shows('the outage', ({ feed, rows }) => feed === 'offline'
      && rows[0].mark === 'stale');
    assert.equal(grey.totals, 'stale');
    assert.equal(grey.body, ''); // the monitor itself answers
    await page.shows('the reason', ({ notice }) => notice.length > 0);
    await page.shows('a dead price', ({ rows }) => rows[0].mark === 'dead');
    const line = 'getComputedStyle(document.querySelector("#positions .dead > .v"))'
      + '.textDecorationLine';
    assert.equal(await page.evaluate(line), 'line-through');
    exchange.isOpen = true;
    exchange.delay = null;
    await page.shows('a live price again', isProven);
  });

const anHourBehind = `{ const now = Date.now.bind(Date); Date.now = () => now() - 3600000; }`;
const anHourAhead = anHourBehind.replace('-', '+');
for (const [name, before] of [['behind', anHourBehind], ['ahead', anHourAhead]]) {
  pageScenario(`a browser whose clock is an hour ${name} shows live prices as live`, holdBitcoin,
    async ({ exchange, page }) => {
      const letBe = moveThePrice(exchange);
      try {
        await page.shows('a live position', (now) => isProven(now) && now.notice.length === 0);
      } finally {
        letBe();
      }
    }, { before });
}

pageScenario('of several accounts one can be chosen', (exchange) => {
  exchange.hold(Alice, 'BTC', '0.5', '60000');
  exchange.hold(Bob, 'ETH', '-2', '3000');
}, async ({ exchange, page }) => {
  const all = await page.shows('both', ({ rows, sums }) => rows.length === 2
    && sums.equity === '20,000.00');
  assert.ok(all.columns.includes('account'));
  assert.equal(all.sums.net_exposure, '+24,000.00');
  const names = await page.evaluate(
    '[...document.querySelectorAll("#account option")].map((one) => one.textContent)');
  assert.deepEqual(names, ['All accounts', 'alice', '0xb2b2…b2b2']);
  exchange.trade(Alice, 'BTC', 'B', '0.1', '60000');
  await page.shows('a fill', ({ fills }) => fills.length === 1);
  await page.evaluate(`{ const list = document.getElementById('account');
    list.selectedIndex = 2; list.dispatchEvent(new Event('change')); }`);
  const isBobs = ({ rows, sums, fills, columns }) => rows.length === 1 && rows[0].symbol === 'ETH'
    && sums.equity === '10,000.00' && fills.length === 0 && !columns.includes('account');
  await page.shows('the second alone', isBobs);
  await page.reload();
  await page.shows('the second alone after a reload', isBobs);
}, { monitor: { accounts: [`${Alice}=alice`, Bob] } });

const Token = 'a-token-of-this-test-0123456789';
const tokenFile = join(tmpdir(), `lpm-page-token-${process.pid}`);
writeFileSync(tokenFile, Token, { mode: 0o600 });
process.on('exit', () => rmSync(tokenFile, { force: true }));

pageScenario('a token is asked for, kept for the session, and in no address', holdBitcoin,
  async ({ page }) => {
    await page.shows('the form', ({ isLocked, rows }) => isLocked && rows.length === 0);
    const give = async (text) => {
      await page.type(text); // the field has the focus
      await page.press('Enter', '\r');
    };
    await give('not-the-token-at-all');
    await page.shows('the refusal', ({ isLocked, refusal }) => isLocked && refusal !== '');
    await give(Token);
    await page.shows('the position', (now) => now.feed === 'live' && now.rows.length === 1
      && !now.isLocked);
    await page.reload();
    await page.shows('the position again', (now) => now.feed === 'live' && now.rows.length === 1);
    assert.ok(page.asked.every((address) => !address.includes(Token)));
    assert.equal(await page.evaluate('JSON.stringify(localStorage).includes("a-token")'), false);
  }, { isLocked: true, monitor: { flags: ['--token-file', tokenFile] } });
