// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences above the numbers: that the connection is lost, and why the monitor is not healthy.
import { ageText, clockText } from './format.mjs';

const HealthUnknown = 'The monitor was asked for its health and does not answer.';
const LastKnown = 'What is shown is the last known state.';

function lostSentence(word, lostAt, lostMs) {
  if (word === 'stopped') return `Monitoring has stopped. ${LastKnown}`;
  if (lostAt === null) return 'The monitor cannot be reached. Trying again.';
  return `No answer from the monitor since ${clockText(lostAt)} (${ageText(lostMs)}). ${LastKnown} `
    + 'Trying again.';
}

const asSentence = (reason) => reason.charAt(0).toUpperCase() + reason.slice(1);

// { tone, sentences }. lostAt, lostMs: when the monitor was heard last. health: null where it is
// not known, such as when only its answer stays away.
export function noticeOf({ word, isHeard, lostAt, lostMs, health, feedState }) {
  if (word === 'connecting' || word === 'locked') return { tone: '', sentences: [] };
  if (!isHeard) return { tone: 'loss', sentences: [lostSentence(word, lostAt, lostMs)] };
  if (health === null) return { tone: 'warning', sentences: [HealthUnknown] };
  const tone = feedState === 'offline' ? 'loss' : health.status === 'healthy' ? '' : 'warning';
  return { tone, sentences: health.reasons.map(asSentence) };
}

// Money that is not real says so, always.
export const modeMark = (mode) => ({
  demo: ['DEMO', 'Simulated exchange: these positions and prices are not real'],
  testnet: ['TESTNET', "The exchange's test network: this money is not real"],
}[mode] ?? null);
