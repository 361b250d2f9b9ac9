// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a desktop, by real mouse and keys: in the tray and back, messages that are read and
// clicked, a second monitor that is there, goes, and comes again. With LPM_PICTURES=FOLDER each step
// leaves a picture there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../contract/monitor.mjs';
import { Desk, DeskSize, Left, missingParts, Right } from './desk.mjs';
import { share } from './screen.mjs';
import { Title } from './window.mjs';
import { configured, liquidate, Mine, skip as noScreen, trade, world } from './world.mjs';

const skip = noScreen || (missingParts.length > 0 && process.env.CI !== 'true'
  ? `${missingParts} is not installed` : false);

const Gain = 0x2fc08b; // of the icon's arrow and figure
const Loss = 0xff6f7d;
const Tip = { x: 1700, y: 760, width: 580, height: 150 }; // above the tray, as the menu is
const TrayCorner = { x: 1960, y: 776, width: 320, height: 160 };

const MessageCorner = { x: 1840, y: 0, width: 440, height: 224 };
const DockButton = { fromEnd: 67, y: 14 }; // of a floating panel
const FillsTitle = { x: 200, y: 681 }; // of the docked panel, in a window at its first place

const Settings = `account = ["${Mine}=Desk"]
listen = "127.0.0.1:0"
sync-interval = 10
`; // s: a difference is soon settled

const scenario = (name, play, size) => test(name, { timeout: 300_000, skip }, () =>
  world(async (here) => {
    configured(here.folder, Settings);
    trade(here.exchange);
    const desk = await Desk.open(here);
    const begin = () => here.start({ flags: [], env: desk.env }).ready();
    await play({ ...here, desk, begin });
  }, size));

const shows = async (desk, colour) =>
  share(desk.screen.part(await desk.icon()), colour) > 0.04;

async function goAway({ screen, desk }) {
  await screen.window(Title);
  await screen.press('alt+F4');
  await screen.gone(Title);
  await desk.icon();
}

// By the tray's menu; the entry's letter.
async function choose({ screen, desk }, letter, picture) {
  const bare = screen.part(Tip);
  await desk.clickIcon(3);
  await screen.change('the menu', Tip, bare);
  await screen.still('the menu', Tip);
  if (picture) await screen.picture(picture, TrayCorner);
  await screen.press(letter);
}

// Read with the mouse over the icon; the mouse is elsewhere before and after.
async function readTip({ screen, desk }, picture) {
  await screen.tool('mousemove', 600, 400);
  const bare = await until('nothing above the tray', () => {
    const now = screen.part(Tip);
    return now.equals(screen.part({ ...Tip, y: Tip.y - Tip.height })) && now;
  });
  const { x, y, width, height } = await desk.icon();
  await screen.tool('mousemove', '--sync', x + width / 2, y + height / 2);
  await screen.tool('mousemove', x + width - 3, y + height - 3); // hides nothing of it
  await screen.change('the tip', Tip, bare);
  const tip = await screen.still('the tip', Tip);
  if (picture) await screen.picture(picture, TrayCorner);
  await screen.tool('mousemove', 600, 400);
  await screen.same('the end of the tip', Tip, bare);
  return tip;
}

scenario('the window goes into the tray, is read there, and comes back', async (here) => {
  const { screen, exchange, desk, begin } = here;
  const window = await begin();
  await until('the gain', () => shows(desk, Gain));
  await window.command('Minimise to tray');
  await goAway(here);
  await until('the word that it goes on', () => desk.said().length === 1);
  assert.match(desk.said()[0].title, /goes on/);
  const rich = await readTip(here, 'tray-gain');
  exchange.setMark('ETH', '3900');
  await until('the loss', () => shows(desk, Loss));
  const poor = await readTip(here, 'tray-loss');
  assert.ok(!poor.equals(rich), 'the tip says nothing');

  await desk.clickMessage();
  await screen.window(Title); // the message brought it back
  await goAway(here);
  await desk.clickIcon();
  await screen.window(Title);
  assert.equal(desk.said().length, 1, 'it was said again');
  const hide = async () => {
    await screen.window(Title);
    await screen.press('ctrl+h');
    await until('no amount', async () => !(await shows(desk, Loss)) && !(await shows(desk, Gain)));
    await goAway(here);
  };
  await hide();
  const hidden = await readTip(here, 'tray-hidden');
  const icon = screen.part(await desk.icon());
  await desk.clickIcon();
  await screen.window(Title);
  await screen.press('ctrl+h');
  exchange.setMark('ETH', '2000');
  await until('another gain', () => shows(desk, Gain));
  await hide();
  assert.ok((await readTip(here)).equals(hidden), 'the tip tells one amount from another');
  assert.ok(screen.part(await desk.icon()).equals(icon), 'the icon does');

  await choose(here, 'q', 'tray-menu');
  assert.equal(await window.end(), 0, window.errors);
}, DeskSize);

scenario('the desktop is told of a difference, a liquidation and a lost feed, and brings the window',
  async (here) => {
    const { screen, exchange, desk, begin } = here;
    const window = await begin();
    const last = async (title) => until(() => `${title} (${JSON.stringify(desk.said())})`, () =>
      title.test(desk.said().at(-1)?.title) && desk.said().at(-1));
    exchange.change(Mine, 'kPEPE', '1000', '0.48'); // no fill tells why
    assert.match((await last(/difference settled/)).text, /kPEPE size: ours 2,000, exchange 1,000/);
    assert.equal(desk.bells(), 0);
    await desk.clickMessage();

    liquidate(exchange, '0.004');
    const alarm = await last(/BTC liquidated/);
    assert.match(alarm.text, /Long 0.004 closed, last at 58,000.*Closed P&L −4/s);
    assert.equal(alarm.urgency, 'critical');
    await until('the bell', () => desk.bells() === 1);
    await screen.picture('message-liquidation', MessageCorner);

    exchange.isOpen = false; // which is told after a while
    exchange.dropFeeds();
    await window.command('Hide amounts');
    const discreet = await until('the message without amounts', () =>
      desk.said().at(-1)?.text !== alarm.text && desk.said().at(-1));
    assert.equal(discreet.title, alarm.title);
    assert.doesNotMatch(discreet.text, /0\.004|P&L/);
    assert.equal((await screen.places('--class', '^Dunst$')).length, 1);
    await screen.picture('message-hidden', MessageCorner);

    await window.command('Minimise to tray');
    await goAway(here);
    assert.equal((await last(/feed lost/)).urgency, 'critical');
    await screen.picture('message-feed-lost', MessageCorner);
    assert.equal(desk.bells(), 2);
    await desk.clickMessage();
    await screen.window(Title);
    exchange.isOpen = true;
    assert.equal((await last(/feed is back/)).urgency, 'normal');
    assert.equal(desk.bells(), 2);
    await window.quit();
  }, DeskSize);

const inside = (place, monitor) => place.x >= monitor.x && place.y >= monitor.y
  && place.x + place.width <= monitor.x + monitor.width
  && place.y + place.height <= monitor.y + monitor.height;

scenario('a panel on a second monitor is found there again, and here when that is gone',
  async ({ screen, desk, begin }) => {
    const place = async (name, monitor) => {
      let now = null;
      return until(() => `${name} there (${JSON.stringify(now)})`, async () => {
        [now] = await screen.places('--name', name);
        return now && inside(now, monitor) && now;
      });
    };
    await desk.monitors(Left, Right);
    const first = await begin();
    await screen.drag(FillsTitle, { x: Right.x + 240, y: 300 });
    await until('the panel over there', async () =>
      (await screen.places('--name', '^Fills$')).at(0)?.x >= Right.x);
    await first.quit();

    const second = await begin();
    const there = await place('^Fills$', Right);
    await screen.picture('monitors-two');
    await desk.monitors(Left);
    const here = await place('^Fills$', Left);
    assert.equal(here.y, there.y);
    await screen.picture('monitors-one');
    await desk.monitors(Left, Right);
    await screen.drag({ x: here.x + FillsTitle.x, y: here.y + 14 },
      { x: Right.x + FillsTitle.x, y: 200 });
    await place('^Fills$', Right);
    await second.quit();

    await desk.monitors(Left);
    const third = await begin();
    const last = await place('^Fills$', Left);
    await screen.click(last.x + last.width - DockButton.fromEnd, last.y + DockButton.y);
    await until('the panel at home', async () =>
      (await screen.places('--name', '^Fills$')).length === 0);
    await third.quit();
  }, DeskSize);

scenario('a tray that goes gives the window back', async (here) => {
  const { screen, desk, begin } = here;
  const window = await begin();
  await until('the gain', () => shows(desk, Gain));
  await window.command('Minimise to tray');
  await goAway(here);
  await desk.closeTray();
  await screen.window(Title);

  desk.openTray();
  await until('the gain again', () => shows(desk, Gain));
  await goAway(here);
  await choose(here, 'w');
  await screen.window(Title);
  await window.quit();
}, DeskSize);
