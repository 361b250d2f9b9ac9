// SPDX-License-Identifier: GPL-3.0-or-later
// The page's own script: the stream fills the table. Text is only ever set as text.
'use strict';

const totals = [
  ['Total P&L', 'total_pnl'], ['Unrealized', 'unrealized_pnl'], ['Realized', 'realized_pnl'],
  ['Net', 'net_pnl'], ['Exposure', 'total_exposure'], ['Equity', 'equity'],
];
const columns = ['symbol', 'side', 'quantity', 'entry_price', 'current_price', 'unrealized_pnl'];
const streamUrl = new URL('api/v1/positions/stream', location.href);
streamUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
const rows = new Map();
const shownPositions = new Map();
const proofSigns = { agrees: '✓', checking: '…', differs: '✗', unknown: '?' };
const worse = ['live', 'stale', 'dead'];
const askMs = 5000; // between two questions; no answer is waited for any longer
const silenceMs = 10000; // what is older is not believed: the monitor may hang
let retryMs = 500;
let verdicts = {}; // of coins that do not agree
let proof = { state: 'unknown', at: null };
let feedState = ''; // as it was told last, or why nothing is told
let link = null; // the connection, while its state is known

const byId = (id) => document.getElementById(id);
const shown = (value) => (value === null || value === undefined ? '—' : String(value));
const sign = (value) => (!value || value === '0' ? '' : value.startsWith('-') ? 'loss' : 'gain');

// By the clock that says more: one stops while the computer sleeps, the other can be set back.
const now = () => ({ wall: Date.now(), steady: performance.now() });
const since = (then) => (then === null ? Infinity
  : Math.max(Date.now() - then.wall, performance.now() - then.steady));

const isHeard = () => link !== null && since(link.heard) <= silenceMs;
const isFeedDown = () => !isHeard() || feedState === 'offline' || feedState === 'stale';
const proofState = () => (isHeard() && since(proof.at) <= silenceMs ? proof.state : 'unknown');

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function setClass(element, name) {
  if (element.className !== name) element.className = name;
}

function setFeed(word) {
  feedState = word;
  setText(byId('feed'), word);
}

function showTotals(summary) {
  const list = byId('totals');
  for (const [name, key] of totals) {
    let value = list.querySelector(`[data-key="${key}"]`);
    if (!value) {
      const term = document.createElement('dt');
      term.textContent = name;
      value = document.createElement('dd');
      value.dataset.key = key;
      const group = document.createElement('div');
      group.append(term, value);
      list.append(group);
    }
    setText(value, shown(summary[key]));
    value.className = key.endsWith('pnl') ? sign(summary[key]) : '';
  }
  setText(byId('mode'), summary.mode === 'live' ? '' : shown(summary.mode));
  setFeed(shown(summary.feed_state));
}

// The worse of what the server said and of the price's age here: the connection may be gone.
function priceState(position) {
  const age = position.price_time ? Date.now() - Date.parse(position.price_time) : Infinity;
  const seen = age > 60000 ? 2 : age > 10000 || isFeedDown() ? 1 : 0;
  return worse[Math.max(seen, worse.indexOf(position.price_state ?? 'stale'))];
}

function showRowTrust(row, position) {
  const state = priceState(position);
  setClass(row.cells[4], state);
  setClass(row.cells[5], `${sign(position.unrealized_pnl)} ${state}`);
  const verdict = verdicts[position.coin];
  const isUnknown = proofState() === 'unknown';
  setText(row.cells[6], verdict === 'differs' ? '✗' : verdict === 'suspect' ? '!'
    : isUnknown ? proofSigns.unknown : position.reconciled ? '✓' : '…');
  setClass(row.cells[6], isUnknown ? 'stale' : verdict ? 'differs'
    : position.reconciled ? 'agrees' : '');
}

function showProof() {
  const state = proofState();
  setText(byId('proof'), `${proofSigns[state] ?? ''} ${state}`);
  setClass(byId('proof'), state);
}

// Sums are no better than the feed and the worst price in them.
function showTrust() {
  let isLive = !isFeedDown();
  rows.forEach((row, symbol) => {
    const position = shownPositions.get(symbol);
    showRowTrust(row, position);
    isLive = isLive && priceState(position) === 'live';
  });
  setClass(byId('totals'), isLive ? '' : 'stale');
  setClass(byId('positions'), isFeedDown() ? 'stale' : '');
  showProof();
}

async function askProof() {
  try {
    const answer = await fetch('api/v1/reconciliation', { signal: AbortSignal.timeout(askMs) });
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    verdicts = {};
    for (const row of told.rows)
      if (row.verdict === 'differs' || (row.verdict === 'suspect' && row.field !== 'funding'))
        if (verdicts[row.coin] !== 'differs') verdicts[row.coin] = row.verdict;
    proof = { state: told.state, at: now() };
  } catch {
    proof = { state: 'unknown', at: null };
  }
  showTrust();
  setTimeout(askProof, askMs); // one at a time: what hangs does not pile up
}

function showPosition(position) {
  let row = rows.get(position.symbol);
  if (position.side === 'flat') {
    if (row) row.remove();
    rows.delete(position.symbol);
    shownPositions.delete(position.symbol);
  } else {
    shownPositions.set(position.symbol, position);
    if (!row) {
      row = document.createElement('tr');
      for (let i = 0; i <= columns.length; ++i) row.append(document.createElement('td'));
      rows.set(position.symbol, row);
      byId('positions').append(row);
    }
    columns.forEach((key, i) => setText(row.cells[i], shown(position[key])));
    showRowTrust(row, position);
  }
  byId('none').hidden = rows.size > 0;
}

function showSummary(summary) {
  showTotals(summary);
  for (const symbol of [...rows.keys()])
    if (!(symbol in summary.positions)) showPosition({ symbol, side: 'flat' });
  Object.values(summary.positions).forEach(showPosition);
  byId('none').hidden = rows.size > 0;
  showTrust();
}

// Asked and silent for so long that it must be taken for hanging. A hidden page asks rarely, so its
// silence alone says nothing.
const isHanging = ({ heard, asked }) =>
  asked !== null && since(asked) >= askMs && since(heard) >= silenceMs;

function connect() {
  const socket = new WebSocket(streamUrl);
  const mine = { heard: now(), asked: now() }; // the state is owed from the beginning
  const ask = () => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send('{"action":"get_summary"}');
    mine.asked ??= now();
  };
  const end = (word) => {
    clearInterval(refresh);
    clearInterval(watch);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(); // its own end may come much later where nobody answers
    if (feedState !== 'stopped') setFeed(word);
    link = null;
    showTrust();
    setTimeout(connect, retryMs * (0.5 + Math.random()));
    retryMs = Math.min(retryMs * 2, 30000);
  };
  const refresh = setInterval(ask, askMs);
  const watch = setInterval(() => isHanging(mine) && end('disconnected'), 1000);
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    Object.assign(mine, { heard: now(), asked: null });
    if (message.type === 'initial_state' || message.type === 'summary') {
      link = mine;
      retryMs = 500;
      showSummary(message);
    } else if (message.type === 'position_update') showPosition(message.position);
    else if (message.type === 'ping') socket.send('{"action":"ping"}');
    else if (message.type === 'error' && message.code === 'not_running') end('stopped');
  };
  socket.onclose = (event) => end(event.code === 1001 ? 'stopped' : 'disconnected');
}

byId('stream').textContent = streamUrl.href;
connect();
askProof();
setInterval(showTrust, 1000);
