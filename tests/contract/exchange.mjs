// SPDX-License-Identifier: GPL-3.0-or-later
// A scripted exchange: it answers what the real one documents, keeps its own books, and does
// nothing but what a test tells it to. Nothing of the program under test is used in it.
import { createServer } from 'node:http';
import { Book, units, wire, MoneyDecimals } from './amounts.mjs';

const PageRows = 2000;
const UsdcToken = 0;

export const Coins = [
  { name: 'BTC', szDecimals: 5, maxLeverage: 40, mark: '60000' },
  { name: 'ETH', szDecimals: 4, maxLeverage: 25, mark: '3000' },
  { name: 'kPEPE', szDecimals: 0, maxLeverage: 10, mark: '0.5' },
  { name: 'xyz:TSLA', szDecimals: 3, maxLeverage: 10, mark: '400' },
];

const dexOf = (coin) => (coin.includes(':') ? coin.split(':')[0] : '');
const byTime = (rows, from, to) =>
  rows.filter((row) => row.time >= from && row.time <= (to ?? Infinity)).slice(0, PageRows);

export class Exchange {
  // questions, channels: those that exist here, all where left out. onUnknown: what a subscription
  // to another channel meets: an error frame, nothing, or the end of the connection.
  constructor(WebSocketServer, options = {}) {
    this.options = {
      dexes: [''], questions: null, channels: null, onUnknown: 'error', snapshotRows: PageRows,
      pushesStates: true, startTime: Date.now() - 6 * 3_600_000, isFrozen: false, ...options,
    };
    this.time = this.options.startTime;
    this.coins = new Map();
    for (const coin of Coins) {
      const pxDecimals = MoneyDecimals - coin.szDecimals;
      this.coins.set(coin.name, { ...coin, pxDecimals, mark: units(coin.mark, pxDecimals) });
    }
    this.accounts = new Map();
    this.roles = new Map();
    this.asked = [];
    this.isOpen = true; // false: no feed is accepted
    this.nextId = 1000;
    this.sockets = new Set();
    this.webSockets = new WebSocketServer({ noServer: true });
  }

  // --- life ----------------------------------------------------------------------------------

  async start(port = 0) {
    this.server = createServer((request, response) => this.onRequest(request, response));
    this.server.on('upgrade', (request, socket, head) => {
      if (!this.isOpen || request.url !== '/ws') return socket.destroy();
      this.webSockets.handleUpgrade(request, socket, head, (feed) => this.onFeed(feed));
    });
    await new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    this.port = this.server.address().port;
    this.restUrl = `http://127.0.0.1:${this.port}`;
    this.wsUrl = `ws://127.0.0.1:${this.port}/ws`;
    return this;
  }

  async stop() {
    this.dropFeeds();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  dropFeeds() {
    for (const feed of this.sockets) feed.terminate();
    this.sockets.clear();
  }

  // --- what tests do -------------------------------------------------------------------------

  account(address) {
    const key = address.toLowerCase();
    if (!this.accounts.has(key))
      this.accounts.set(key, { books: new Map(), fills: [], slices: [], fundings: [] });
    return this.accounts.get(key);
  }

  book(address, coin) {
    const { books } = this.account(address);
    if (!books.has(coin)) books.set(coin, new Book(this.coins.get(coin).szDecimals));
    return books.get(coin);
  }

  // A position whose fills nobody can read any more.
  hold(address, coin, size, price, leverage = {}) {
    const book = this.book(address, coin);
    const { szDecimals, pxDecimals } = this.coins.get(coin);
    book.size = units(size, szDecimals);
    book.notional = (book.size < 0n ? -book.size : book.size) * units(price, pxDecimals);
    Object.assign(book, leverage);
  }

  // Another size than the fills tell: nobody says why.
  change(address, coin, size, price) {
    this.hold(address, coin, size, price);
    this.tellState(address);
  }

  // A fill. tells: false where the feed loses it; crossed: null where it does not say who took.
  // Returns the row and the book right after it.
  trade(address, coin, side, size, price, options = {}) {
    const { szDecimals, pxDecimals } = this.coins.get(coin);
    const account = this.account(address);
    const book = this.book(address, coin);
    const sz = units(size, szDecimals);
    const px = units(price, pxDecimals);
    const fee = options.fee === undefined ? (px * sz * 45n) / 100_000n
      : units(options.fee, MoneyDecimals);
    const start = book.size;
    const closedPnl = book.trade(side, px, sz, fee);
    const id = this.nextId++;
    const row = {
      coin, px: wire(px, pxDecimals), sz: wire(sz, szDecimals), side,
      time: options.sameTime ? this.time : ++this.time,
      startPosition: wire(start, szDecimals), dir: directionOf(start, book.size, side),
      closedPnl: wire(closedPnl, MoneyDecimals), hash: `0x${id.toString(16).padStart(64, '0')}`,
      oid: 500_000_000_000 + id, crossed: options.crossed ?? true, fee: wire(fee, MoneyDecimals),
      tid: 600_000_000_000_000 + id, feeToken: 'USDC', twapId: null,
    };
    if (options.crossed === null) delete row.crossed;
    (options.isSlice ? account.slices : account.fills).push(row);
    if (options.tells !== false) this.tellFills(address, [row], options.isSlice);
    if (options.tells !== false && options.tellsState !== false) this.tellState(address);
    return { row, after: book.copy() };
  }

  tellFills(address, rows, isSlice = false) {
    const user = address.toLowerCase();
    if (isSlice) {
      const twapSliceFills = rows.map((fill) => ({ fill, twapId: 77 }));
      this.tell('userTwapSliceFills', { user, twapSliceFills }, user);
    } else {
      this.tell('userFills', { user, fills: rows }, user);
    }
  }

  tellState(address) {
    if (!this.options.pushesStates) return;
    const user = address.toLowerCase();
    const clearinghouseStates = this.options.dexes.map((dex) => [dex, this.stateOf(user, dex)]);
    this.tell('allDexsClearinghouseState', { user, clearinghouseStates }, user);
  }

  // At the next full hour, as the exchange does.
  pay(address, coin, usdc) {
    const hour = 3_600_000;
    this.time = Math.ceil(this.time / hour) * hour + 41;
    const book = this.book(address, coin);
    const user = address.toLowerCase();
    const row = {
      time: this.time, coin, usdc: wire(units(usdc, MoneyDecimals), MoneyDecimals),
      szi: wire(book.size, book.szDecimals), fundingRate: '0.0000125', nSamples: null,
    };
    this.account(address).fundings.push(row);
    this.tell('userFundings', { user, fundings: [row] }, user);
  }

  setMark(coin, price) {
    const known = this.coins.get(coin);
    known.mark = units(price, known.pxDecimals);
    this.tell('activeAssetCtx', { coin, ctx: this.contextOf(known) }, coin);
  }

  countOf(question) {
    return this.asked.filter((one) => one.type === question).length;
  }

  // --- views ---------------------------------------------------------------------------------

  stateOf(address, dex) {
    const positions = [];
    for (const [coin, book] of this.account(address).books) {
      if (book.size !== 0n && dexOf(coin) === dex)
        positions.push({ type: 'oneWay', position: this.positionOf(coin, book) });
    }
    const sum = { accountValue: '10000.0', totalNtlPos: '0.0', totalRawUsd: '10000.0',
      totalMarginUsed: '0.0' };
    return {
      marginSummary: sum, crossMarginSummary: sum, crossMaintenanceMarginUsed: '0.0',
      withdrawable: '9000.0', assetPositions: positions,
      time: this.options.isFrozen ? this.options.startTime : ++this.time,
    };
  }

  positionOf(coin, book) {
    const { mark, maxLeverage, pxDecimals, szDecimals } = this.coins.get(coin);
    const value = book.value(mark);
    const leverage = book.isIsolated
      ? { type: 'isolated', value: 5, rawUsd: wire(book.rawUsd, MoneyDecimals) }
      : { type: 'cross', value: 20 };
    const margin = book.isIsolated ? book.rawUsd + book.size * mark : value / 20n;
    const none = { allTime: '0.0', sinceOpen: '0.0', sinceChange: '0.0' };
    return {
      coin, szi: wire(book.size, szDecimals), leverage, entryPx: wire(book.entry, pxDecimals),
      positionValue: wire(value, MoneyDecimals),
      unrealizedPnl: wire(book.unrealized(mark), MoneyDecimals), returnOnEquity: '0.0',
      liquidationPx: book.liquidationPx ?? null, marginUsed: wire(margin, MoneyDecimals),
      maxLeverage, cumFunding: none,
    };
  }

  contextOf(coin) {
    const px = wire(coin.mark, coin.pxDecimals);
    return {
      funding: '0.0000125', openInterest: '1.0', prevDayPx: px, dayNtlVlm: '1.0', premium: null,
      oraclePx: px, markPx: px, midPx: null, impactPxs: null, dayBaseVlm: '1.0',
    };
  }

  coinsOf(dex) {
    return [...this.coins.values()].filter((coin) => dexOf(coin.name) === dex);
  }

  metaOf(dex) {
    const universe = this.coinsOf(dex).map(({ name, szDecimals, maxLeverage }) =>
      ({ name, szDecimals, maxLeverage, marginTableId: maxLeverage }));
    return { universe, marginTables: [], collateralToken: UsdcToken };
  }

  // --- REST ----------------------------------------------------------------------------------

  answers() {
    return {
      meta: ({ dex = '' }) => this.metaOf(dex),
      spotMeta: () => ({
        universe: [{ tokens: [1, 0], name: 'PURR/USDC', index: 0, isCanonical: true }],
        tokens: ['USDC', 'PURR'].map((name, index) => ({
          name, szDecimals: index ? 0 : 8, weiDecimals: index ? 5 : 8, index,
          tokenId: `0x${index.toString(16).padStart(32, '0')}`, isCanonical: true,
          evmContract: null, fullName: null,
        })),
      }),
      perpDexs: () => this.options.dexes.map((name) => (name ? { name, fullName: name,
        deployer: `0x${'d'.repeat(40)}`, oracleUpdater: null, feeRecipient: null,
        assetToStreamingOiCap: [] } : null)),
      metaAndAssetCtxs: ({ dex = '' }) =>
        [this.metaOf(dex), this.coinsOf(dex).map((coin) => this.contextOf(coin))],
      clearinghouseState: ({ user, dex = '' }) => this.stateOf(user, dex),
      spotClearinghouseState: () => ({ balances: [] }),
      userFills: ({ user }) => this.account(user).fills.slice(-PageRows).reverse(),
      userFillsByTime: ({ user, startTime, endTime }) =>
        byTime(this.account(user).fills, startTime, endTime),
      userTwapSliceFills: ({ user }) =>
        this.account(user).slices.map((fill) => ({ fill, twapId: 77 })),
      userFunding: ({ user, startTime, endTime }) =>
        byTime(this.account(user).fundings, startTime, endTime).map(({ time, ...delta }) =>
          ({ time, hash: `0x${'0'.repeat(64)}`, delta: { type: 'funding', ...delta } })),
      userRole: ({ user }) => this.roles.get(user) ?? { role: 'user' },
      userAbstraction: () => 'disabled',
    };
  }

  knows(set, name) {
    return !set || set.includes(name);
  }

  onRequest(request, response) {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', async () => {
      const question = parsed(body);
      this.asked.push(question);
      const answer = this.answers()[question?.type];
      if (this.delay) await this.delay(question);
      if (request.url !== '/info' || !answer
          || !this.knows(this.options.questions, question.type)) {
        response.writeHead(422, { 'Content-Type': 'text/plain' });
        return response.end('Failed to deserialize the JSON body into the target type');
      }
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer(question)));
    });
  }

  // --- the feed ------------------------------------------------------------------------------

  tell(channel, data, subject) {
    for (const feed of this.sockets) {
      if (feed.topics.has(`${channel} ${subject}`)) send(feed, { channel, data });
    }
  }

  onFeed(feed) {
    this.sockets.add(feed);
    feed.topics = new Set();
    feed.on('close', () => this.sockets.delete(feed));
    feed.on('message', (message) => this.onMessage(feed, parsed(message.toString())));
  }

  onMessage(feed, message) {
    if (message?.method === 'ping') return send(feed, { channel: 'pong' });
    const subscription = { ...message?.subscription };
    if (!this.knows(this.options.channels, subscription.type))
      return this.refuse(feed, subscription);
    if (subscription.user) subscription.user = subscription.user.toLowerCase();
    if (subscription.type === 'userFills') subscription.aggregateByTime ??= false;
    const topic = `${subscription.type} ${subscription.user ?? subscription.coin ?? ''}`;
    send(feed, { channel: 'subscriptionResponse', data: { method: message.method, subscription } });
    if (message.method === 'unsubscribe') return feed.topics.delete(topic);
    feed.topics.add(topic);
    return this.sendFirst(feed, subscription);
  }

  sendFirst(feed, { type, user, coin }) {
    const isSnapshot = true;
    const rows = user ? this.account(user) : null;
    const recent = (list) => list.slice(Math.max(0, list.length - this.options.snapshotRows));
    const first = {
      userFills: () => ({ user, fills: recent(rows.fills), isSnapshot }),
      userTwapSliceFills: () => ({ user, isSnapshot,
        twapSliceFills: recent(rows.slices).map((fill) => ({ fill, twapId: 77 })) }),
      userFundings: () => ({ user, fundings: rows.fundings, isSnapshot }),
      allDexsClearinghouseState: () => ({ user,
        clearinghouseStates: this.options.dexes.map((dex) => [dex, this.stateOf(user, dex)]) }),
      activeAssetCtx: () => ({ coin, ctx: this.contextOf(this.coins.get(coin)) }),
    }[type];
    if (first) send(feed, { channel: type, data: first() });
  }

  refuse(feed, subscription) {
    if (this.options.onUnknown === 'close') return feed.close(1000);
    if (this.options.onUnknown === 'error')
      send(feed, { channel: 'error',
        data: `Invalid subscription ${JSON.stringify(subscription)}` });
  }
}

function send(feed, frame) {
  feed.send(JSON.stringify(frame));
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function directionOf(start, end, side) {
  if (start !== 0n && end !== 0n && start < 0n !== end < 0n)
    return start > 0n ? 'Long > Short' : 'Short > Long';
  const held = start !== 0n ? start : end;
  const opens = held > 0n === (side === 'B');
  return `${opens ? 'Open' : 'Close'} ${held > 0n ? 'Long' : 'Short'}`;
}
