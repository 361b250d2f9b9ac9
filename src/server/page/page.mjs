// SPDX-License-Identifier: GPL-3.0-or-later
// The page: what the stream and the answers tell goes into the parts, and the parts are drawn, at
// most ten times a second.
import { Answers } from './answers.mjs';
import { Api } from './api.mjs';
import { Book, isSpot, statesOf } from './book.mjs';
import { Chart } from './chart.mjs';
import { ColumnChooser, validSort } from './chooser.mjs';
import { Clock } from './clock.mjs';
import { ThemeButton, TokenForm } from './controls.mjs';
import { CurvePanel } from './curvepanel.mjs';
import { byId, element, setClass, setText } from './dom.mjs';
import { fillOf } from './fills.mjs';
import { FillsPanel } from './fillspanel.mjs';
import { FillsTable } from './fillstable.mjs';
import { accountName } from './format.mjs';
import { Hearing } from './hearing.mjs';
import { PositionsTable } from './positions.mjs';
import { Status } from './status.mjs';
import { Memory } from './storage.mjs';
import { Stream } from './stream.mjs';
import { TotalsStrip } from './totals.mjs';
import { isFeedDown, priceState, worstFeed, worstProof } from './trust.mjs';

const DrawMs = 100; // between two drawings: faster is not read
const TickMs = 1000; // ages, freshness, order
const AskAgainMs = 1000; // a state is asked for at most this often out of turn
const Nobody = ['connecting', 'locked']; // words of a stream that has shown nothing yet
const Unread = ['offline', 'syncing']; // of a feed: an empty state may only not be read yet

const clock = new Clock();
const api = new Api();
const memory = new Memory(() => localStorage);
const book = new Book();
const hearing = new Hearing();
const status = new Status();
const strip = new TotalsStrip(byId('totals'), byId('ask-totals'), byId('exact-totals'));
const positions = new PositionsTable(byId('table'), judged, byId('exact'));
const fills = new FillsPanel({ api, clock,
  table: new FillsTable(byId('recent').querySelector('table'), byId('no-fills'),
    byId('exact-fill')) });
const curve = new CurvePanel({ api, clock, chart: new Chart(byId('chart')),
  note: byId('curve-change') });
const chooser = new ColumnChooser(byId('columns'), memory, (keys, isNarrow) => {
  showSums();
  positions.setColumns(keys, isNarrow);
});
const streamUrl = new URL('api/v1/positions/stream', location.href);
streamUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
const answers = new Answers({ api, clock, mayAsk: () => !Nobody.includes(stream.word),
  onAnswer: showAll });
const stream = new Stream({ url: `${streamUrl.href}?account=all`, clock, knock, onMessage: take,
  onWord: showAll });
const access = new TokenForm({ api, session: new Memory(() => sessionStorage),
  onToken: () => stream.open() });

let choice = memory.text('account') ?? 'all'; // an address, or all
const lastOf = new Map(); // account → the newest time that its updates told
let askedAt = null;
let isDrawAsked = false;
let drawnAt = 0;

async function knock() {
  const { door, detail } = await answers.knock();
  if (door === 'locked') access.ask(detail);
  return { door, token: api.token };
}

// --- how far it can be believed ------------------------------------------------------------------

// What the stream says of itself, unless it has gone silent.
const wordShown = () => (stream.word === 'open' && !stream.isHeard() ? 'disconnected'
  : stream.word);
const isChosen = (address) => choice === 'all' || choice === address;
const chosenFeed = () => worstFeed(book.chosen(choice).map((one) => one.feedState));
const isDown = (address) => !stream.isHeard() || isFeedDown(book.accounts.get(address)?.feedState);

const trustOf = (position) =>
  priceState(position.price_state, clock.ageOf(position.price_time), isDown(position.account));

function judged(position) {
  const proof = answers.proofOf(position.account);
  return { ageMs: clock.ageOf(position.price_time), openedMs: clock.ageOf(position.opened_at),
    trust: trustOf(position), verdict: proof?.verdicts.get(position.coin),
    isProofUnknown: proofStateOf(position.account) === 'unknown' };
}

const proofStateOf = (address) => (stream.isHeard() && answers.isProofKnown()
  ? answers.proofOf(address)?.state ?? 'unknown' : 'unknown');

// Sums are no better than the feed and the worst price in them.
function areSumsLive() {
  const accounts = book.chosen(choice);
  return book.totals(choice).isSure && !accounts.some(({ address }) => isDown(address))
    && accounts.every(({ positions: held }) => [...held.values()].every((position) =>
      trustOf(position) === 'live'));
}

// How long ago the exchange was heard, of the account that waits longest; or the monitor.
function ageShown(accounts) {
  if (!stream.isHeard()) return stream.lastHeard ? clock.since(stream.lastHeard) : null;
  const ages = accounts.map(({ address }) => {
    const told = answers.health?.accounts.find(({ account }) => account === address);
    const known = [clock.ageOf(told?.last_message), clock.ageOf(lastOf.get(address))]
      .filter((age) => age !== null);
    return known.length > 0 ? Math.min(...known) : null;
  });
  return ages.length > 0 && !ages.includes(null) ? Math.max(...ages) : null;
}

// --- drawing -------------------------------------------------------------------------------------

function askForDrawing() {
  if (isDrawAsked) return;
  isDrawAsked = true;
  const wait = Math.max(0, drawnAt + DrawMs - performance.now());
  setTimeout(() => requestAnimationFrame(draw), wait);
}

// Whoever writes rows brings the sums along: they are never of another moment.
function showSums() {
  if (!book.settle()) {
    if (!book.totals(choice).isSure) strip.setTrust(false); // at once; the slow tick ends it
    askForState();
  }
  strip.show(book.totals(choice), book.chosen(choice).length);
}

// The fast tick.
function draw() {
  isDrawAsked = false;
  drawnAt = performance.now();
  showSums();
  positions.draw();
}

// The slow tick, and whatever changes how far something can be believed.
function showAll() {
  showSums();
  const accounts = book.chosen(choice);
  const several = book.accounts.size > 1 ? [...book.accounts.values()] : [];
  setClass(document.body, stream.isHeard() || book.accounts.size === 0 ? '' : 'lost');
  strip.setTrust(areSumsLive());
  setClass(byId('positions'), accounts.some(({ address }) => isDown(address)) ? 'stale' : '');
  const word = wordShown();
  status.showFeed(word === 'open' ? chosenFeed() : word, ageShown(accounts));
  status.showFeeds(several.map((one) =>
    ({ name: accountName(one), word: word === 'open' ? one.feedState : word })));
  status.showProof(accounts.length === 0 ? 'unknown'
    : worstProof(accounts.map(({ address }) => proofStateOf(address))));
  status.showNotice({ word: stream.word, isHeard: stream.isHeard(), feedState: chosenFeed(),
    lostAt: stream.lastHeard?.wall ?? null, lostMs: clock.since(stream.lastHeard),
    health: answers.isHealthKnown() ? answers.health : null });
  if (!document.hidden) positions.drawAll();
  byId('none').hidden = positions.rows.size > 0 || accounts.length === 0
    || accounts.some(({ feedState }) => Unread.includes(feedState));
  fills.tick();
  setText(byId('count'), positions.filter === '' ? ''
    : `${positions.passing} of ${positions.rows.size}`);
}

// --- what the stream tells -----------------------------------------------------------------------

function take(message) {
  clock.heard(message.timestamp);
  if (message.type === 'initial_state') begin(message);
  else hearing.take(message);
  if (message.type === 'initial_state' || message.type === 'summary') takeState(message);
  else if (message.type === 'position_update') takeUpdate(message);
  else if (message.type === 'skipped') askForState();
  else if (message.type === 'error' && message.code === 'not_resumable') {
    hearing.end();
    fills.readAnew();
  }
}

function begin(message) {
  const { isNew, resume } = hearing.begin(message);
  if (resume) stream.say(resume);
  if (!isNew) return;
  fills.readAnew();
  curve.read(statesOf(message).map(({ account }) => account));
}

const keyOf = (address, symbol) => `${address} ${symbol}`;

function takeState(message) {
  book.takeState(message);
  curve.sumUp([...book.accounts.keys()]);
  if (choice !== 'all' && !book.accounts.has(choice)) choice = 'all';
  offerAccounts();
  status.showMode([...book.accounts.values()][0]?.mode);
  for (const name of ['all', ...book.accounts.keys()]) addPoint(name);
  showPositions();
  draw();
  showAll();
  curve.show(choice);
}

function showPositions() {
  const kept = new Set();
  for (const account of book.chosen(choice)) {
    for (const [symbol, position] of account.positions) {
      const key = keyOf(account.address, symbol);
      kept.add(key);
      positions.take(key, accountName(account), position);
    }
  }
  positions.keepOnly((key) => kept.has(key));
}

function takeUpdate(message) {
  if (message.fill) fills.take(fillOf(message));
  if (message.missed === true) return; // its position is in the state already
  const { account: address, symbol, position } = message;
  if (!book.takeUpdate(message)) askForState();
  lastOf.set(address, message.timestamp);
  const account = book.accounts.get(address);
  if (!account || !isChosen(address) || isSpot(position)) return;
  if (position.side === 'flat') positions.drop(keyOf(address, symbol));
  else positions.take(keyOf(address, symbol), accountName(account), position);
  askForDrawing();
}

function askForState() {
  if (clock.since(askedAt) < AskAgainMs) return;
  askedAt = clock.reading();
  stream.ask();
}

function addPoint(name) {
  const addresses = name === 'all' ? [...book.accounts.keys()] : [name];
  const isOfNow = stream.link !== null && addresses.every((address) =>
    !isFeedDown(book.accounts.get(address).feedState));
  if (isOfNow) curve.add(name, book.totals(name).equity);
}

// --- what the reader chooses ---------------------------------------------------------------------

function offerAccounts() {
  const accounts = [...book.accounts.values()];
  const names = JSON.stringify(accounts.map(({ address, label }) => [address, label]));
  const list = byId('account');
  if (list.dataset.names !== names) {
    list.dataset.names = names;
    list.replaceChildren(element('option', { value: 'all', textContent: 'All accounts' }),
      ...accounts.map((one) => element('option', { value: one.address, title: one.address,
        textContent: accountName(one) })));
    byId('account-choice').hidden = accounts.length < 2;
    fills.choose(choice, choice === 'all' && accounts.length > 1);
  }
  if (list.value !== choice) list.value = choice;
  chooser.setHasAccounts(accounts.length > 1 && choice === 'all');
}

byId('account').addEventListener('change', ({ target }) => {
  choice = target.value;
  memory.keep('account', choice);
  offerAccounts();
  showPositions();
  draw();
  showAll();
  fills.choose(choice, choice === 'all' && book.accounts.size > 1);
  curve.show(choice);
});

byId('filter').addEventListener('input', ({ target }) => {
  positions.setFilter(target.value);
  showAll();
});

byId('freeze').addEventListener('click', ({ currentTarget }) => {
  positions.isFrozen = !positions.isFrozen;
  currentTarget.setAttribute('aria-pressed', String(positions.isFrozen));
});

// --- begin ---------------------------------------------------------------------------------------

new ThemeButton(byId('theme'), memory);
chooser.apply();
positions.setSort(memory.value('sort', validSort) ?? positions.sort);
positions.onSight = askForDrawing;
positions.onSort = (sort) => memory.keep('sort', JSON.stringify(sort));
byId('stream').textContent = streamUrl.href;
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  stream.ask();
  showAll();
});
stream.open();
setInterval(showAll, TickMs);
answers.poll();
