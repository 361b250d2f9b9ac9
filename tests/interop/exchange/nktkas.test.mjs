// SPDX-License-Identifier: GPL-3.0-or-later
// @nktkas/hyperliquid against the simulated exchange: its client asks and subscribes, its types
// judge every answer and every event.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  HttpTransport,
  InfoClient,
  SubscriptionClient,
  WebSocketTransport,
} from "@nktkas/hyperliquid";
import WebSocket from "ws";
import { loadValidators } from "./schemas.mjs";
import { startSimulator } from "./simulator.mjs";

const EventTimeoutMs = 30_000;
const Unknown = "0x00000000000000000000000000000000000000ff";

// [method, parameters of the client, given a user]
const Questions = [
  ["meta", () => ({})],
  ["meta", () => ({ dex: "xyz" })],
  ["metaAndAssetCtxs", () => ({})],
  ["metaAndAssetCtxs", () => ({ dex: "xyz" })],
  ["allPerpMetas"],
  ["perpDexs"],
  ["spotMeta"],
  ["spotMetaAndAssetCtxs"],
  ["allMids", () => ({})],
  ["allMids", () => ({ dex: "xyz" })],
  ["marginTable", () => ({ id: 56 })],
  ["exchangeStatus"],
  ["predictedFundings"],
  ["perpsAtOpenInterestCap", () => ({})],
  ["perpDexStatus", () => ({ dex: "xyz" })],
  ["perpDexLimits", () => ({ dex: "xyz" })],
  ["l2Book", () => ({ coin: "BTC" })],
  ["recentTrades", () => ({ coin: "BTC" })],
  ["candleSnapshot", () => ({ coin: "ETH", interval: "1h", startTime: Date.now() - 86_400_000 })],
  ["fundingHistory", () => ({ coin: "ETH", startTime: Date.now() - 86_400_000 })],
  ["clearinghouseState", (user) => ({ user })],
  ["clearinghouseState", (user) => ({ user, dex: "xyz" })],
  ["clearinghouseState", () => ({ user: Unknown })],
  ["spotClearinghouseState", (user) => ({ user })],
  ["userFills", (user) => ({ user })],
  ["userFillsByTime", (user) => ({ user, startTime: Date.now() - 86_400_000 })],
  ["userTwapSliceFills", (user) => ({ user })],
  ["userTwapSliceFillsByTime", (user) => ({ user, startTime: 0 })],
  ["userFunding", (user) => ({ user, startTime: Date.now() - 7_200_000 })],
  ["userNonFundingLedgerUpdates", (user) => ({ user })],
  ["userRole", (user) => ({ user })],
  ["userRole", () => ({ user: Unknown })],
  ["userAbstraction", (user) => ({ user })],
  ["userDexAbstraction", (user) => ({ user })],
  ["openOrders", (user) => ({ user })],
  ["frontendOpenOrders", (user) => ({ user })],
  ["historicalOrders", (user) => ({ user })],
  ["orderStatus", (user) => ({ user, oid: 1 })],
  ["activeAssetData", (user) => ({ user, coin: "BTC" })],
  ["twapHistory", (user) => ({ user })],
  ["userFees", (user) => ({ user })],
  ["userRateLimit", (user) => ({ user })],
  ["portfolio", (user) => ({ user })],
  ["referral", (user) => ({ user })],
  ["subAccounts", (user) => ({ user })],
  ["extraAgents", (user) => ({ user })],
  ["userVaultEquities", (user) => ({ user })],
  ["delegations", (user) => ({ user })],
  ["delegatorSummary", (user) => ({ user })],
  ["webData2", (user) => ({ user })],
];

// [method, parameters, how many events to wait for]
const Feeds = [
  ["allMids", () => ({}), 2],
  ["allMids", () => ({ dex: "xyz" }), 2],
  ["activeAssetCtx", () => ({ coin: "BTC" }), 3],
  ["activeSpotAssetCtx", () => ({ coin: "@107" }), 3],
  ["assetCtxs", () => ({ dex: "xyz" }), 2],
  ["allDexsAssetCtxs", undefined, 2],
  ["spotAssetCtxs", undefined, 2],
  ["bbo", () => ({ coin: "SOL" }), 3],
  ["l2Book", () => ({ coin: "BTC" }), 2],
  ["trades", () => ({ coin: "BTC" }), 1],
  ["candle", () => ({ coin: "BTC", interval: "1m" }), 2],
  ["userFills", (user) => ({ user }), 3],
  ["userTwapSliceFills", (user) => ({ user }), 1],
  ["userFundings", (user) => ({ user }), 1],
  ["userNonFundingLedgerUpdates", (user) => ({ user }), 1],
  ["userEvents", (user) => ({ user }), 2],
  ["orderUpdates", (user) => ({ user }), 2],
  ["openOrders", (user) => ({ user }), 1],
  ["clearinghouseState", (user) => ({ user }), 3],
  ["allDexsClearinghouseState", (user) => ({ user }), 3],
  ["spotState", (user) => ({ user }), 2],
  ["activeAssetData", (user) => ({ user, coin: "BTC" }), 2],
  ["webData3", (user) => ({ user }), 2],
  ["notification", (user) => ({ user }), 1],
  ["userTwapHistory", (user) => ({ user }), 1],
  ["userHistoricalOrders", (user) => ({ user }), 2],
  ["twapStates", (user) => ({ user }), 1],
];

const typeOf = (method, suffix) => method[0].toUpperCase() + method.slice(1) + suffix;
const unique = (names) => [...new Set(names)];

let simulator;
let transport;
let types;

before(async () => {
  simulator = await startSimulator("--seed", "5", "--speed", "10");
  transport = new WebSocketTransport({
    url: simulator.wsUrl,
    reconnect: { WebSocket },
  });
  types = loadValidators(`nktkas-types-${process.pid}.ts`, [
    ...unique(Questions.map(([method]) => typeOf(method, "Response"))),
    ...unique(Feeds.map(([method]) => typeOf(method, "Event"))),
  ]);
});

after(async () => {
  await transport?.close();
  simulator?.stop();
});

test("every answer is of its type", async (context) => {
  const client = new InfoClient({ transport: new HttpTransport({ apiUrl: simulator.restUrl }) });
  for (const [method, parameters] of Questions) {
    const given = parameters?.(simulator.accounts[0]);
    await context.test(`${method} ${JSON.stringify(given ?? {})}`, async () => {
      types.check(typeOf(method, "Response"), await client[method](given));
    });
  }
});

test("the types object to what is wrong", () => {
  const fill = {
    coin: "BTC", px: "60000.0", sz: "0.1", side: "B", time: 1, startPosition: "0.0",
    dir: "Open Long", closedPnl: "0.0", hash: "0x" + "0".repeat(64), oid: 1, crossed: true,
    fee: "2.7", tid: 1, feeToken: "USDC", twapId: null,
  };
  types.check("UserFillsResponse", [fill]);
  for (const wrong of [{ px: 60000 }, { side: "buy" }, { px: "6e4" }, { surprise: 1 }])
    assert.throws(() => types.check("UserFillsResponse", [{ ...fill, ...wrong }]));
  assert.throws(() => types.check("UserFillsResponse", [{ ...fill, tid: undefined }]));
});

test("answers over the WebSocket are the same", async () => {
  const client = new InfoClient({ transport });
  types.check("MetaResponse", await client.meta());
  const user = simulator.accounts[0];
  types.check("ClearinghouseStateResponse", await client.clearinghouseState({ user }));
});

test("the history has every common kind of fill", async () => {
  const client = new InfoClient({ transport });
  const fills = (
    await Promise.all(simulator.accounts.map((user) => client.userFills({ user })))
  ).flat();
  const kinds = new Set(fills.map((fill) => fill.dir));
  for (const kind of ["Open Long", "Open Short", "Close Long", "Close Short", "Buy", "Sell"])
    assert.ok(kinds.has(kind), kind);
  assert.ok(fills.some((fill) => fill.coin.startsWith("xyz:")));
  assert.ok(fills.some((fill) => fill.fee.startsWith("-")));
});

test("every event is of its type", async (context) => {
  const client = new SubscriptionClient({ transport });
  for (const [method, parameters, wanted] of Feeds) {
    const given = parameters?.(simulator.accounts[0]);
    await context.test(`${method} ${JSON.stringify(given ?? {})}`, async () => {
      await new Promise((resolve, reject) => {
        let seen = 0;
        const timer = setTimeout(
          () => reject(new Error(`${method}: ${seen} of ${wanted} events`)),
          EventTimeoutMs,
        );
        const listener = (event) => {
          try {
            types.check(typeOf(method, "Event"), event);
          } catch (error) {
            clearTimeout(timer);
            reject(error);
          }
          if (++seen === wanted) {
            clearTimeout(timer);
            resolve();
          }
        };
        const subscribed =
          given === undefined ? client[method](listener) : client[method](given, listener);
        subscribed.catch(reject);
      });
    });
  }
});

test("a subscription the exchange cannot read is refused", async () => {
  const client = new SubscriptionClient({ transport });
  await assert.rejects(client.bbo({ coin: "NOPE" }, () => {}));
});
