// SPDX-License-Identifier: GPL-3.0-or-later
// The web page in a browser as a tool: order, filter, columns, small screens, colours, many rows.
import assert from 'node:assert/strict';
import { list, pageScenario } from './pagescenario.mjs';
import { until } from './monitor.mjs';
import { Alice } from './scenario.mjs';

const symbols = ({ rows }) => rows.map(({ symbol }) => symbol).join();
const button = (key) => `document.querySelector('#table th[data-column="${key}"] button')`;
const sorted = (key) => `document.querySelector('#table th[data-column="${key}"]').ariaSort`;

// Of 30,000, 3,000 and 200 USD; unrealized −1,000, +90 and +100.
function holdThree(exchange) {
  exchange.hold(Alice, 'BTC', '0.5', '62000');
  exchange.hold(Alice, 'ETH', '-1', '3090');
  exchange.hold(Alice, 'kPEPE', '400', '0.25');
}

pageScenario('every column sorts by its numbers, with a pointer and with keys', holdThree,
  async ({ page }) => {
    await page.shows('the greatest first', (now) => symbols(now) === 'BTC,ETH,kPEPE');
    await page.evaluate(`${button('unrealized')}.click()`);
    await page.shows('the best first', (now) => symbols(now) === 'kPEPE,ETH,BTC');
    assert.equal(await page.evaluate(sorted('unrealized')), 'descending');
    assert.equal(await page.evaluate(sorted('notional')), 'none');
    await page.evaluate(`${button('unrealized')}.focus()`);
    await page.press('Enter', '\r');
    await page.shows('the worst first', (now) => symbols(now) === 'BTC,ETH,kPEPE');
    assert.equal(await page.evaluate(sorted('unrealized')), 'ascending');
    await page.evaluate(`${button('coin')}.focus()`);
    await page.press(' ', ' ');
    await page.shows('by name', (now) => symbols(now) === 'BTC,ETH,kPEPE');
    await page.evaluate(`${button('coin')}.click()`);
    await page.shows('by name, backwards', (now) => symbols(now) === 'kPEPE,ETH,BTC');
    await page.reload();
    await page.shows('the same order after a reload', (now) => symbols(now) === 'kPEPE,ETH,BTC');
  });

pageScenario('frozen rows stay where they are, and a new one comes behind them',
  (exchange) => {
    holdThree(exchange);
    list(exchange, 'AVAX', '40');
  }, async ({ page, exchange }) => {
    await page.shows('the greatest first', (now) => symbols(now) === 'BTC,ETH,kPEPE');
    await page.evaluate('document.getElementById("freeze").click()');

    exchange.trade(Alice, 'ETH', 'A', '20', '3000'); // the greatest now
    exchange.trade(Alice, 'AVAX', 'B', '200', '40'); // greater than kPEPE
    await page.shows('the new one last', (now) => symbols(now) === 'BTC,ETH,kPEPE,AVAX');

    await page.evaluate('document.getElementById("freeze").click()');
    await page.shows('their order', (now) => symbols(now) === 'ETH,BTC,AVAX,kPEPE');
  });

pageScenario('a filter leaves what matches', holdThree, async ({ page }) => {
  await page.shows('all', ({ rows }) => rows.length === 3);
  await page.evaluate('document.getElementById("filter").focus()');
  await page.type('SHORT');
  await page.shows('the short one', (now) => symbols(now) === 'ETH');
  assert.equal(await page.evaluate('document.getElementById("count").textContent'), '1 of 3');
  await page.evaluate('document.getElementById("filter").select()');
  await page.type('pepe');
  await page.shows('the other', (now) => symbols(now) === 'kPEPE');
});

const tick = (key) => `document.querySelector('#columns input[value="${key}"]').click()`;

pageScenario('chosen columns survive a reload, and can be as they were', holdThree,
  async ({ page }) => {
    const usual = (await page.shows('all', ({ rows }) => rows.length === 3)).columns;
    assert.ok(usual.includes('roe') && !usual.includes('fees'));
    await page.evaluate(tick('roe'));
    await page.evaluate(tick('fees'));
    const isChosen = ({ columns, rows }) => rows.length === 3 && columns.includes('fees')
      && !columns.includes('roe');
    await page.shows('the choice', isChosen);
    await page.reload();
    await page.shows('the choice after a reload', isChosen);
    await page.evaluate('document.querySelector("#columns button").click()');
    await page.shows('the usual ones', ({ columns }) => columns.join() === usual.join());
  });

const noStorage = `for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get() { throw new DOMException('no'); } });`;

pageScenario('a browser that remembers nothing shows all the same', holdThree, async ({ page }) => {
  await page.shows('all', ({ rows }) => rows.length === 3);
  await page.evaluate(tick('fees'));
  await page.shows('a choice', ({ columns }) => columns.includes('fees'));
}, { before: noStorage });

const nonsense = `if (location.protocol === 'http:')
  for (const name of ['columns.wide', 'columns.narrow', 'sort', 'theme', 'account'])
    localStorage.setItem('lpm.' + name, '{"key":["x"');`;

pageScenario('nonsense in the memory of the browser changes nothing', holdThree,
  async ({ page }) => {
    await page.shows('all', (now) => symbols(now) === 'BTC,ETH,kPEPE');
  }, { before: nonsense });

pageScenario('a screen of 360 pixels scrolls in the tables alone', holdThree,
  async ({ exchange, page }) => {
    await page.setSize(360, 740);
    exchange.trade(Alice, 'BTC', 'B', '0.1', '60000');
    const { columns } = await page.shows('all', ({ rows, fills }) => rows.length === 3
      && fills.length === 1);
    assert.ok(columns.length < 8, columns.join());
    const widths = `[document.documentElement.scrollWidth,
      ...[...document.querySelectorAll('body > *, main > *')].map((one) =>
        Math.ceil(one.getBoundingClientRect().right))]`;
    const tooWide = async () => (await page.evaluate(widths)).filter((width) => width > 360);
    assert.deepEqual(await tooWide(), []);
    await page.evaluate('document.getElementById("columns").open = true');
    assert.deepEqual(await tooWide(), []);
    const left = await page.evaluate(`(() => { const scroll = document.getElementById('table');
      scroll.scrollLeft = 1000;
      return [scroll.scrollLeft > 0, document.querySelector('#positions th')
        .getBoundingClientRect().left]; })()`);
    assert.ok(left[0], 'there is more to the right');
    assert.ok(left[1] < 20, 'the coin stays where it is');
  });

// How many figures in the strip would be cut, were they as large as can be.
const cutFigures = `[...document.querySelectorAll('#totals dd:not(.detail)')].filter((figure) => {
  figure.textContent = '\u221212,345,678,901.23';
  return true;
}).filter((figure) => figure.scrollWidth > figure.clientWidth
  || figure.getBoundingClientRect().right > innerWidth).length`;

pageScenario('no figure of the totals is ever cut', holdThree, async ({ page }) => {
  for (const width of [1920, 1280, 1000, 700, 360]) {
    await page.setSize(width, 800);
    await page.shows('all', ({ rows }) => rows.length === 3);
    assert.equal(await page.evaluate(cutFigures), 0, `at ${width} pixels`);
  }
});

const background = `document.readyState === 'complete'
  && getComputedStyle(document.body).backgroundColor`;

pageScenario('it is dark or light as the system is, or as was chosen', holdThree,
  async ({ page }) => {
    const [dark, light] = ['rgb(13, 17, 23)', 'rgb(243, 245, 248)'];
    const becomes = (colour) => until(colour, async () =>
      (await page.evaluate(background)) === colour);
    await page.setScheme('dark');
    await becomes(dark);
    await page.setScheme('light');
    await becomes(light);
    await page.shows('all', ({ rows }) => rows.length === 3);
    const click = 'document.getElementById("theme").click()';
    await page.evaluate(click); // light
    await page.setScheme('dark');
    await becomes(light);
    await page.evaluate(click); // dark
    await page.setScheme('light');
    await becomes(dark);
    await page.reload();
    await becomes(dark);
  });

pageScenario('what is gain or loss has a sign and an arrow too, and zero has none', (exchange) => {
  exchange.hold(Alice, 'BTC', '0.5', '60000'); // at its price
  exchange.hold(Alice, 'ETH', '1', '2000');
}, async ({ page }) => {
  await page.shows('both', ({ rows }) => rows.length === 2);
  const looks = await page.evaluate(`[...document.querySelectorAll(
    '#positions [data-column="unrealized"] .v')].map((one) => [one.textContent, one.className,
    getComputedStyle(one, '::before').content])`);
  assert.deepEqual(looks[0], ['0.00', 'v ', 'none']);
  assert.deepEqual(looks[1].slice(0, 2), ['+1,000.00', 'v gain']);
  assert.match(looks[1][2], /▲/);
  const live = await page.evaluate(
    '[...document.querySelectorAll("[role=status], [aria-live]")].map((one) => one.id)');
  assert.deepEqual(live, ['feed']); // nothing that ticks is read aloud
});

// The fast tick stands still where a page draws no frames; the slow one goes on.
const noFrames = 'window.requestAnimationFrame = () => 0;';

pageScenario('rows are never written without the sums of the same moment', (exchange) => {
  exchange.hold(Alice, 'BTC', '0.5', '60000');
}, async ({ exchange, page }) => {
  await page.shows('the position', ({ rows }) => rows.length === 1);
  exchange.setMark('BTC', '61000');
  const now = await page.shows('the new price', ({ rows }) => rows[0].price.startsWith('61,000'));
  assert.equal(now.sums.unrealized_pnl, '+500.00');
  exchange.trade(Alice, 'BTC', 'A', '0.5', '61000');
  const flat = await page.shows('that it is flat', ({ rows }) => rows.length === 0);
  assert.equal(flat.sums.unrealized_pnl, '0.00');
}, { before: noFrames });

// --- many positions ------------------------------------------------------------------------------

const Many = 500;
const coin = (i) => `C${String(i).padStart(3, '0')}`;

function holdMany(exchange) {
  for (let i = 0; i < Many; ++i) {
    list(exchange, coin(i));
    exchange.hold(Alice, coin(i), String(i + 1), '9');
  }
}

// What the main thread of the page has spent, in processor time.
async function spent(page) {
  const { metrics } = await page.ask('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

pageScenario(`${Many} positions with 700 updates in 100 ms`, holdMany,
  async ({ exchange, page }) => {
    await page.setSize(1440, 900);
    await page.shows('all', ({ rows }) => rows.length === Many);
    const rows = await page.evaluate('window.rows = [...document.querySelectorAll("#positions tr")]'
      + '.length');
    await page.ask('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await spent(page);
    let round = 0;
    const timer = setInterval(() => {
      for (let i = 0; i < 700; ++i)
        exchange.setMark(coin(i % Many), `${10 + (round % 50)}.${i % 10}`);
      ++round;
    }, 100);
    try {
      await until('50 rounds', () => round >= 50);
    } finally {
      clearInterval(timer);
    }
    const after = await spent(page);
    for (let i = 0; i < Many; ++i) exchange.setMark(coin(i), '77');
    const last = await page.shows('the last price everywhere', (now) => now.rows.length === Many
      && now.rows.every(({ price }) => price.startsWith('77')));
    assert.equal(last.sums.unrealized_pnl, '+8,517,000.00'); // 68 · (1 + … + 500)
    assert.equal(await page.evaluate('[...document.querySelectorAll("#positions tr")]'
      + '.filter((row) => row.isConnected).length'), rows);
    const frames = after.RecalcStyleCount - before.RecalcStyleCount;
    const cost = (name) => (((after[name] - before[name]) * 1000) / frames).toFixed(1);
    console.log(`  ${Many} positions, 700 updates in 100 ms, of processor time in a frame: `
      + `all ${cost('TaskDuration')} ms, script ${cost('ScriptDuration')} ms, `
      + `layout ${cost('LayoutDuration')} ms, style ${cost('RecalcStyleDuration')} ms; `
      + `${frames} frames in ${round} rounds`);
  }, { notUnder: { tsan: 'too slow under it', asan: 'too slow under it' } });
