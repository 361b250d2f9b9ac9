// SPDX-License-Identifier: GPL-3.0-or-later
// The exact values of a position and of the totals in a browser: reached with keys, and with a finger.
import assert from 'node:assert/strict';
import { until } from './monitor.mjs';
import { pageScenario } from './pagescenario.mjs';
import { Alice } from './scenario.mjs';

const symbols = ({ rows }) => rows.map(({ symbol }) => symbol).join();

// Of 30,000, 3,000 and 200 USD.
function holdThree(exchange) {
  exchange.hold(Alice, 'BTC', '0.5', '62000.5');
  exchange.hold(Alice, 'ETH', '-1', '3090');
  exchange.hold(Alice, 'kPEPE', '400', '0.25');
}

// Where the keys go: a row by its coin, or the element.
const focused = `(() => { const { activeElement: one } = document;
  return one.localName === 'tr' ? one.querySelector('[data-column="coin"] .v').textContent
    : one.id || one.localName; })()`;

// The panel: its title, and what it says of each column; null where it is not there.
const panelOf = (id) => `(() => { const box = document.getElementById('${id}');
  return box.hidden ? null : { title: box.querySelector('h3').textContent,
    values: Object.fromEntries([...box.querySelectorAll('dl > div')].map((one) =>
      [one.children[0].textContent, one.children[1].textContent])) }; })()`;

const panel = panelOf('exact');

const current = `[...document.querySelectorAll('#positions [aria-current]')].map((row) =>
  row.querySelector('.v').textContent).join()`;

const all = (page) => page.shows('all', (now) => symbols(now) === 'BTC,ETH,kPEPE');

const lastHead = `[...document.querySelectorAll('#table thead th:not([hidden]) button')].at(-1)`;

pageScenario('keys go from row to row, and open the exact values of one', holdThree,
  async ({ exchange, page }) => {
    await all(page);
    await page.evaluate(`${lastHead}.focus()`);
    await page.press('Tab');
    assert.equal(await page.evaluate(focused), 'BTC');
    for (const [key, symbol] of [['ArrowDown', 'ETH'], ['End', 'kPEPE'], ['ArrowDown', 'kPEPE'],
      ['ArrowUp', 'ETH'], ['Home', 'BTC']]) {
      await page.press(key);
      assert.equal(await page.evaluate(focused), symbol, key);
    }
    assert.equal(await page.evaluate(panel), null);

    await page.press('Enter', '\r');

    assert.equal(await page.evaluate(focused), 'exact');
    assert.equal(await page.evaluate(current), 'BTC');
    const { title, values } = await page.evaluate(panel);
    assert.equal(title, 'BTC-USD, exact values');
    assert.equal(values.Entry, '62,000.5');
    assert.equal(values['uPnL'], '\u22121,000.25');
    assert.equal(values.Side, 'Long');
    assert.equal(values.Reconciled, 'agrees');
    exchange.setMark('BTC', '61234.5');
    await until('the new price in the panel', async () =>
      (await page.evaluate(panel)).values.Mark === '61,234.5');

    await page.press('Escape');
    assert.equal(await page.evaluate(panel), null);
    assert.equal(await page.evaluate(focused), 'BTC');
    assert.equal(await page.evaluate(current), '');

    await page.evaluate('document.activeElement.click()'); // the keys stay in the table
    assert.notEqual(await page.evaluate(panel), null);
    await page.press('Escape');
    assert.equal(await page.evaluate(panel), null);
    assert.equal(await page.evaluate(focused), 'BTC');
  });

pageScenario('rows that move or go leave the keys in the table', holdThree,
  async ({ exchange, page }) => {
    await all(page);
    await page.evaluate(`${lastHead}.focus()`);
    await page.press('Tab');
    await page.press('End'); // the row that will be moved
    await page.evaluate(`document.querySelector('#table th[data-column="unrealized"] button')
      .click()`);
    await page.shows('the other order', (now) => symbols(now) === 'kPEPE,ETH,BTC');
    assert.equal(await page.evaluate(focused), 'kPEPE');

    await page.press('ArrowDown');
    await page.press(' ', ' ');
    assert.equal((await page.evaluate(panel)).title, 'ETH-USD, exact values');
    exchange.trade(Alice, 'ETH', 'B', '1', '3000'); // closes it
    await page.shows('two rows', (now) => symbols(now) === 'kPEPE,BTC');
    assert.equal(await page.evaluate(panel), null);
    assert.equal(await page.evaluate(focused), 'BTC');

    await page.evaluate('document.getElementById("filter").focus()');
    await page.type('pepe');
    await page.shows('one row', (now) => symbols(now) === 'kPEPE');
    const stops = '[...document.querySelectorAll("#positions tr")].filter((row) => '
      + 'row.tabIndex === 0 && !row.hidden).length';
    assert.equal(await page.evaluate(stops), 1);
  });

pageScenario('a fill tells all that is known of it with keys alone', holdThree,
  async ({ exchange, page }) => {
    await all(page);
    const told = exchange.trade(Alice, 'BTC', 'B', '0.12345', '60000.1').row;
    const untold = exchange.trade(Alice, 'ETH', 'A', '1', '3000', { crossed: null }).row;
    await page.shows('two fills', ({ fills }) => fills.length === 2);
    await page.evaluate(`document.getElementById('recent').querySelector('.scroll').focus()`);
    await page.press('Tab'); // at the newest
    const fill = async () => {
      await page.press('Enter', '\r');
      const shown = await page.evaluate(panelOf('exact-fill'));
      await page.press('Escape');
      return shown;
    };

    const { title, values } = await fill();
    assert.equal(title, 'ETH-USD, sell, exact values');
    assert.equal(values.Note, 'Open Short, taker or maker: not told, '
      + `order ${untold.oid}, trade ${untold.tid}`);
    await page.press('ArrowDown');
    const older = (await fill()).values;
    assert.match(older.Note, new RegExp(`taker, order ${told.oid}, trade ${told.tid}$`));
    assert.equal(older.Value, '7,407.012345');
    assert.equal(older.Fee, '3.333155');
    exchange.trade(Alice, 'BTC', 'A', '0.1', '60000');
    await page.shows('a third', ({ fills }) => fills.length === 3);
    assert.equal(await page.evaluate('document.activeElement.dataset.fill'), `${told.tid} buy`);
  });

pageScenario('a finger opens and closes them on a small screen', holdThree, async ({ page }) => {
  await page.setSize(360, 740);
  await all(page);
  const eth = '#positions tr:nth-child(2) td';
  await page.tap(eth);
  await until('the panel', () => page.evaluate(panel));
  assert.equal((await page.evaluate(panel)).title, 'ETH-USD, exact values');
  const place = await page.evaluate(`(() => { const box = document.getElementById('exact')
    .getBoundingClientRect(); return [box.left >= 0, box.right <= innerWidth,
    box.bottom <= innerHeight, box.height > 100]; })()`);
  assert.deepEqual(place, [true, true, true, true]);
  await page.tap(eth);
  await until('no panel', async () => (await page.evaluate(panel)) === null);
});

pageScenario('exact values that are old do not look live', holdThree,
  async ({ monitor, page }) => {
    await all(page);
    await page.evaluate('document.querySelector("#positions tr").click()');
    const colour = 'getComputedStyle(document.querySelector("#exact .v")).color';
    const live = await page.evaluate(colour);
    monitor.child.kill('SIGSTOP');
    await page.shows('silence', ({ feed }) => feed === 'disconnected');
    const old = await page.evaluate(colour);
    monitor.child.kill('SIGCONT');
    assert.notEqual(old, live);
    await until('live again', async () => (await page.evaluate(colour)) === live);
  });

// --- the totals ----------------------------------------------------------------------------------

const totals = panelOf('exact-totals');

// Sums with more digits than the strip has room for.
function holdOdd(exchange) {
  holdThree(exchange);
  exchange.hold(Alice, 'kPEPE', '400', '0.251234');
}

pageScenario('keys open and close the exact values of the totals', holdOdd,
  async ({ exchange, page }) => {
    await all(page);
    await page.evaluate('document.getElementById("theme").focus()');
    await page.press('Tab');
    assert.equal(await page.evaluate(focused), 'ask-totals');
    const isSeen = 'document.activeElement.getBoundingClientRect().width > 50';
    assert.ok(await page.evaluate(isSeen));

    await page.press('Enter', '\r');

    assert.equal(await page.evaluate(focused), 'exact-totals');
    const { title, values } = await page.evaluate(totals);
    assert.equal(title, 'Totals, exact values');
    assert.equal(values.Unrealized, '\u2212810.7436 USD');
    assert.equal(values['Net exposure'], '+27,200 USD');
    assert.equal(values['Gross exposure'], '33,200 USD');
    exchange.setMark('BTC', '61234.5');
    await until('the new sum in the panel', async () =>
      (await page.evaluate(totals)).values.Unrealized === '\u2212193.4936 USD');

    await page.press('Escape');
    assert.equal(await page.evaluate(totals), null);
    assert.equal(await page.evaluate(focused), 'ask-totals');
  });

pageScenario('a finger opens and closes the exact values of the totals', holdOdd,
  async ({ monitor, page }) => {
    await page.setSize(360, 740);
    await all(page);
    const unrealized = '#totals div:nth-child(3)';
    await page.tap(unrealized);
    await until('the panel', () => page.evaluate(totals));
    assert.equal((await page.evaluate(totals)).values.Unrealized, '\u2212810.7436 USD');
    const place = await page.evaluate(`(() => { const box = document.getElementById('exact-totals')
      .getBoundingClientRect(); return [box.left >= 0, box.right <= innerWidth,
      box.bottom <= innerHeight, box.height > 100]; })()`);
    assert.deepEqual(place, [true, true, true, true]);

    const colour = 'getComputedStyle(document.querySelector("#exact-totals .v")).color';
    const live = await page.evaluate(colour);
    monitor.child.kill('SIGSTOP');
    await page.shows('silence', ({ feed }) => feed === 'disconnected');
    const old = await page.evaluate(colour);
    monitor.child.kill('SIGCONT');
    assert.notEqual(old, live);

    await page.tap(unrealized);
    await until('no panel', async () => (await page.evaluate(totals)) === null);
  });
