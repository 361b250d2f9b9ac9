// SPDX-License-Identifier: GPL-3.0-or-later
// ccxt against the simulated exchange: markets, positions, trades and balance of an account.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import ccxt from "ccxt";
import { info, startSimulator } from "./simulator.mjs";

let simulator;
let exchange;
let user;

// What an account holds depends on the time of day its history ends at: the first of a few seeds
// that gives one with two positions and two payments of funding. So slow that nothing happens between two questions of
// one comparison.
async function startWithPositions() {
  for (let seed = 1; seed <= 20; ++seed) {
    const candidate = await startSimulator("--seed", String(seed), "--speed", "0.01");
    for (const address of candidate.accounts) {
      const state = await info(candidate, { type: "clearinghouseState", user: address });
      const startTime = Date.now() - 7_200_000;
      const paid = await info(candidate, { type: "userFunding", user: address, startTime });
      if (state.assetPositions.length >= 2 && paid.length >= 2) return [candidate, address];
    }
    candidate.stop();
  }
  throw new Error("no seed gives an account with positions and funding");
}

before(async () => {
  [simulator, user] = await startWithPositions();
  exchange = new ccxt.hyperliquid({
    walletAddress: user,
    enableRateLimit: false,
    options: { fetchMarkets: { types: ["spot", "swap", "hip3"], hip3: { dexes: ["xyz"] } } },
  });
  exchange.urls.api = { public: simulator.restUrl, private: simulator.restUrl };
  await exchange.loadMarkets();
});

after(() => simulator?.stop());

// coin → position as the exchange wrote it.
async function truePositions(dex) {
  const state = await info(simulator, { type: "clearinghouseState", user, dex });
  return new Map(state.assetPositions.map(({ position }) => [position.coin, position]));
}

test("knows the markets", () => {
  assert.ok(exchange.markets["BTC/USDC:USDC"]);
  assert.ok(exchange.markets["HYPE/USDC"]);
  assert.ok(exchange.markets["XYZ-TSLA/USDC:USDC"]);
  assert.equal(exchange.markets["BTC/USDC:USDC"].precision.amount, 0.00001);
  assert.equal(exchange.markets["HYPE/USDC"].precision.amount, 0.01);
});

test("reads the positions", async () => {
  const truth = await truePositions("");
  const positions = await exchange.fetchPositions();

  assert.ok(truth.size >= 2);
  assert.equal(positions.length, truth.size);
  for (const position of positions) {
    const expected = truth.get(position.info.position.coin);
    assert.equal(position.side, Number(expected.szi) > 0 ? "long" : "short");
    assert.equal(position.contracts, Math.abs(Number(expected.szi)));
    assert.equal(position.entryPrice, Number(expected.entryPx));
    assert.equal(position.unrealizedPnl, Number(expected.unrealizedPnl));
    assert.equal(position.leverage, expected.leverage.value);
  }
});

test("reads the trades", async () => {
  const truth = await info(simulator, { type: "userFills", user });
  const trades = await exchange.fetchMyTrades();

  assert.ok(truth.length > 100);
  assert.equal(trades.length, truth.length);
  const byId = new Map(truth.map((fill) => [String(fill.tid), fill]));
  for (const trade of trades) {
    const expected = byId.get(trade.id);
    assert.equal(trade.side, expected.side === "B" ? "buy" : "sell");
    assert.equal(trade.price, Number(expected.px));
    assert.equal(trade.amount, Number(expected.sz));
    assert.equal(trade.timestamp, expected.time);
    assert.equal(trade.order, String(expected.oid));
    assert.equal(trade.takerOrMaker, expected.crossed ? "taker" : "maker");
  }
});

test("reads the balances", async () => {
  const state = await info(simulator, { type: "clearinghouseState", user });
  const swap = await exchange.fetchBalance({ type: "swap" });
  assert.equal(swap.USDC.total, Number(state.marginSummary.accountValue));

  const tokens = await info(simulator, { type: "spotClearinghouseState", user });
  const spot = await exchange.fetchBalance({ type: "spot" });
  const usdc = tokens.balances.find((balance) => balance.coin === "USDC");
  assert.equal(spot.USDC.total, Number(usdc.total));
});

test("reads the funding paid and received", async () => {
  const since = Date.now() - 7_200_000;
  const truth = await info(simulator, { type: "userFunding", user, startTime: since });
  const rows = await exchange.fetchFundingHistory(undefined, since);

  assert.ok(truth.length >= 2);
  assert.deepEqual(
    rows.map((row) => row.amount),
    truth.map((row) => Number(row.delta.usdc)),
  );
});

test("reads open orders, tickers, books and candles", async () => {
  const open = await info(simulator, { type: "frontendOpenOrders", user });
  assert.equal((await exchange.fetchOpenOrders()).length, open.length);
  assert.ok((await exchange.fetchTickers())["BTC/USDC:USDC"].last > 0);
  const book = await exchange.fetchOrderBook("BTC/USDC:USDC");
  assert.ok(book.bids[0][0] < book.asks[0][0]);
  assert.ok((await exchange.fetchOHLCV("BTC/USDC:USDC", "1h")).length > 10);
  assert.ok((await exchange.fetchFundingRates())["BTC/USDC:USDC"].fundingRate !== undefined);
});
