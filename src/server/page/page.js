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
let retryMs = 500;
let verdicts = {}; // of coins that do not agree
let proofState = 'unknown';

const byId = (id) => document.getElementById(id);
const shown = (value) => (value === null || value === undefined ? '—' : String(value));
const sign = (value) => (!value || value === '0' ? '' : value.startsWith('-') ? 'loss' : 'gain');

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
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
  setText(byId('feed'), shown(summary.feed_state));
}

// The worse of what the server said and of the price's age here: the connection may be gone.
function priceState(position) {
  const age = position.price_time ? Date.now() - Date.parse(position.price_time) : Infinity;
  const seen = age > 60000 ? 2 : age > 10000 ? 1 : 0;
  return worse[Math.max(seen, worse.indexOf(position.price_state ?? 'stale'))];
}

function showTrust(row, position) {
  const state = priceState(position);
  row.cells[4].className = state;
  row.cells[5].className = `${sign(position.unrealized_pnl)} ${state}`;
  const verdict = verdicts[position.coin];
  setText(row.cells[6], verdict === 'differs' ? '✗' : verdict === 'suspect' ? '!'
    : position.reconciled ? '✓' : '…');
  row.cells[6].className = proofState === 'unknown' ? 'stale'
    : verdict ? 'differs' : position.reconciled ? 'agrees' : '';
}

// Sums are no better than the worst price in them.
function showAges() {
  let isLive = true;
  rows.forEach((row, symbol) => {
    const position = shownPositions.get(symbol);
    showTrust(row, position);
    isLive = isLive && priceState(position) === 'live';
  });
  byId('totals').className = isLive ? '' : 'stale';
}

async function showProof() {
  try {
    const answer = await fetch('api/v1/reconciliation');
    if (!answer.ok) throw new Error(String(answer.status));
    const proof = await answer.json();
    verdicts = {};
    for (const row of proof.rows)
      if (row.verdict === 'differs' || (row.verdict === 'suspect' && row.field !== 'funding'))
        if (verdicts[row.coin] !== 'differs') verdicts[row.coin] = row.verdict;
    proofState = proof.state;
    setText(byId('proof'), `${proofSigns[proof.state] ?? ''} ${proof.state}`);
    byId('proof').className = proof.state;
  } catch {
    proofState = 'unknown';
    setText(byId('proof'), '? unknown');
    byId('proof').className = '';
  }
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
    showTrust(row, position);
  }
  byId('none').hidden = rows.size > 0;
}

function showSummary(summary) {
  showTotals(summary);
  for (const symbol of [...rows.keys()])
    if (!(symbol in summary.positions)) showPosition({ symbol, side: 'flat' });
  Object.values(summary.positions).forEach(showPosition);
  byId('none').hidden = rows.size > 0;
}

function connect() {
  const socket = new WebSocket(streamUrl);
  let refresh = 0;
  socket.onopen = () => {
    retryMs = 500;
    refresh = setInterval(() => socket.send('{"action":"get_summary"}'), 5000);
  };
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    if (message.type === 'initial_state' || message.type === 'summary') showSummary(message);
    else if (message.type === 'position_update') showPosition(message.position);
    else if (message.type === 'ping') socket.send('{"action":"ping"}');
  };
  socket.onclose = () => {
    clearInterval(refresh);
    setText(byId('feed'), 'disconnected');
    setTimeout(connect, retryMs * (0.5 + Math.random()));
    retryMs = Math.min(retryMs * 2, 30000);
  };
}

byId('stream').textContent = streamUrl.href;
connect();
showProof();
setInterval(showProof, 5000);
setInterval(showAges, 1000);
