"""Follows one account: keeps its positions, hears every fill once, comes back after a lost
connection, and says while what it knows may be old.

    pip install websockets
    python3 position_stream.py ws://localhost:8000/api/v1/positions/stream

Amounts are exact texts: give them to decimal.Decimal, not to float.
"""
import asyncio
import json
import random
import sys
from collections import OrderedDict
from decimal import Decimal

import websockets

ASK_EVERY = 5.0  # seconds
SILENCE = 10.0  # without a word the connection is lost, whatever it says of itself
SLOWEST_RETRY = 30.0
FILLS_KNOWN = 5_000


def is_spot(position):
    """Pairs of spot are told the same way; states have them apart, under `spot`."""
    return position["coin"].startswith("@") or "/" in position["coin"]


class PositionStream:
    """Override on_change, on_fill and on_restart, then await run()."""

    def __init__(self, url="ws://localhost:8000/api/v1/positions/stream", token=None):
        self.url = url
        self.token = token
        self.positions = {}
        self.is_live = False  # show old numbers as old
        self._account = self._epoch = None
        self._heard = 0  # up to this seq every fill was heard
        self._newest = 0  # the last seq
        self._resuming = None  # None, "asked", "hearing"
        self._fills = OrderedDict()  # the newest that were heard
        self._attempts = 0

    def on_change(self):
        """Positions or their freshness have changed."""

    def on_fill(self, fill):
        """Once for every fill."""

    def on_restart(self):
        """Fills may be missing: the monitor was started anew, or more was missed than it keeps."""

    async def run(self):
        while True:
            try:
                await self._follow()
            except (OSError, asyncio.TimeoutError, websockets.WebSocketException):
                pass
            if self.is_live:
                self.is_live = False
                self.on_change()
            pause = min(SLOWEST_RETRY, 0.5 * 2 ** min(self._attempts, 10))
            self._attempts += 1
            await asyncio.sleep(pause * random.uniform(0.5, 1))

    async def _follow(self):
        protocols = [f"bearer.{self.token}"] if self.token else None
        async with websockets.connect(self.url, subprotocols=protocols, max_size=None) as socket:
            asking = asyncio.create_task(self._ask(socket))
            try:
                while True:
                    text = await asyncio.wait_for(socket.recv(), SILENCE)
                    for answer in self._take(json.loads(text)):
                        await socket.send(json.dumps(answer))
            finally:
                asking.cancel()

    @staticmethod
    async def _ask(socket):
        while True:
            await asyncio.sleep(ASK_EVERY)
            await socket.send('{"action":"get_summary"}')

    def _take(self, message):
        """Takes a message; gives what is to be said."""
        kind = message.get("type")
        if self._resuming == "hearing" and not message.get("missed"):
            self._end_resuming()
        if kind == "initial_state":
            return self._begin(message)
        if kind == "summary":
            self._take_state(message)
        elif kind == "position_update":
            self._update(message)
        elif kind == "resumed":
            self._resuming = "hearing"  # it follows at once
        elif kind == "error" and message["code"] == "not_resumable":
            self._end_resuming()
            self.on_restart()
        elif kind == "ping":
            return [{"action": "ping"}]
        return []

    def _begin(self, state):
        self._attempts = 0
        is_same_run = (state["account"], state["epoch"]) == (self._account, self._epoch)
        asks = is_same_run and self._heard < state["seq"]
        self._resuming = "asked" if asks else None
        answers = []
        if asks:
            seqs = {state["account"]: self._heard}
            answers.append({"action": "resume", "epoch": state["epoch"], "seqs": seqs})
        elif self._epoch and not is_same_run:
            self.on_restart()
        self._account, self._epoch = state["account"], state["epoch"]
        self._take_state(state)
        return answers

    def _take_state(self, state):
        self.positions = state["positions"]
        self._advance(state["seq"])
        self.is_live = state["feed_state"] == "live"
        self.on_change()

    def _update(self, message):
        if message.get("missed"):  # the state has its position already: only the fill is news
            self._heard = message["seq"]
        else:
            self._advance(message["seq"])
            if message["position"]["is_flat"] or is_spot(message["position"]):
                self.positions.pop(message["symbol"], None)
            else:
                self.positions[message["symbol"]] = message["position"]
        fill = message["fill"]
        if fill:
            self._tell_once(fill)
        self.on_change()

    def _tell_once(self, fill):
        key = fill["symbol"], fill["fill_id"], fill["side"]  # both legs of a trade with oneself
        if key in self._fills:
            return
        self._fills[key] = True
        if len(self._fills) > FILLS_KNOWN:
            self._fills.popitem(last=False)
        self.on_fill(fill)

    def _end_resuming(self):
        self._resuming = None
        self._heard = self._newest

    def _advance(self, seq):
        """A connection that is lost before all that was missed is told has not heard it."""
        self._newest = seq
        if self._resuming is None:
            self._heard = seq


class Printer(PositionStream):
    """Prints what happens, a line each."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self._shown = None

    def on_change(self):
        pnls = [position["unrealized_pnl"] for position in self.positions.values()]
        unrealized = None if None in pnls else sum(map(Decimal, pnls), Decimal(0))
        shown = (self.is_live, len(self.positions), unrealized)
        if shown != self._shown:
            self._shown = shown
            word = "live" if self.is_live else "old"
            print(f"{word}: {len(self.positions)} positions, unrealized {unrealized}", flush=True)

    def on_fill(self, fill):
        print("fill", fill["fill_id"], fill["symbol"], fill["side"], fill["quantity"], "at",
              fill["price"], flush=True)

    def on_restart(self):
        print("restart: fills may be missing", flush=True)


if __name__ == "__main__":
    try:
        asyncio.run(Printer(*sys.argv[1:]).run())
    except KeyboardInterrupt:
        pass
