# SPDX-License-Identifier: GPL-3.0-or-later
"""The same work on FastAPI and uvicorn: frames of the exchange in, the position computed, a line
written to the audit file, the update to every client, its text made once.

    python3 server.py FEED_PORT AUDIT_FILE ADDRESS...
"""
import asyncio
import base64
import json
import socket
import sys
import zlib

import uvicorn
import websockets
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

from book import Account, Fill
from messages import Audit, now_ms, update_text

PRICE_SAMPLE_MS = 60_000  # a price line of a position in the audit file

app = FastAPI()
clients = set()


@app.websocket("/api/v1/positions/stream")
async def stream(client: WebSocket):
    await client.accept()
    await client.send_text('{"type":"initial_state"}')
    clients.add(client)
    try:
        while True:
            await client.receive_text()
    except WebSocketDisconnect:
        pass
    finally:
        clients.discard(client)


class Monitor:
    def __init__(self, port, audit_file, addresses):
        self.port = port
        self.audit = Audit(audit_file)
        self.accounts = {
            address: Account(address, f"account{place + 1}")
            for place, address in enumerate(addresses)
        }
        self.missing = set(addresses)  # snapshots
        self.has_state = asyncio.Event()

    async def tell(self, account, position, fill):
        account.seq += 1
        text = update_text(account, position, fill)
        for client in tuple(clients):
            try:
                await client.send_text(text)
            except Exception:  # it left meanwhile
                clients.discard(client)

    async def on_fills(self, data):
        account = self.accounts[data["user"]]
        is_snapshot = data.get("isSnapshot", False)
        for row in data["fills"]:
            fill = Fill(
                row["coin"], row["side"], row["feeToken"], row["time"], row["tid"], row["oid"],
                float(row["px"]), float(row["sz"]), float(row["fee"]), float(row["closedPnl"]))
            position = account.apply(fill)
            if position is None:
                continue
            self.audit.fill(account, position, fill)
            if not is_snapshot:
                await self.tell(account, position, fill)
        if is_snapshot:
            self.missing.discard(data["user"])
            if not self.missing:
                self.has_state.set()

    def on_states(self, data):
        positions = self.accounts[data["user"]].positions
        for _, state in data["clearinghouseStates"]:
            for row in state["assetPositions"]:
                theirs = row["position"]
                ours = positions.get(theirs["coin"])
                if ours:
                    ours.is_reconciled = abs(ours.size - float(theirs["szi"])) < 1e-9

    async def on_marks(self, packed):
        now = now_ms()
        contexts = json.loads(zlib.decompress(base64.b64decode(packed), -15))
        for coin, context in contexts.items():
            price = float(context["markPx"])
            for account in self.accounts.values():
                position = account.positions.get(coin)
                if position is None or position.size == 0:
                    continue
                has_moved = position.mark != price
                position.mark = price
                position.marked_at = now
                if not has_moved or not self.has_state.is_set():
                    continue
                if now - position.audited_at >= PRICE_SAMPLE_MS:
                    position.audited_at = now
                    self.audit.price(account, position, now)
                await self.tell(account, position, None)

    async def follow(self):
        async with websockets.connect(
                f"ws://127.0.0.1:{self.port}/ws", compression=None, max_size=None) as feed:
            wanted = [
                {"type": kind, "user": user} for user in self.accounts
                for kind in ("userFills", "allDexsClearinghouseState")]
            for subscription in wanted + [{"type": "fastAssetCtxs"}]:
                await feed.send(json.dumps({"method": "subscribe", "subscription": subscription}))
            async for text in feed:
                frame = json.loads(text)
                channel = frame["channel"]
                if channel == "userFills":
                    await self.on_fills(frame["data"])
                elif channel == "allDexsClearinghouseState":
                    self.on_states(frame["data"])
                elif channel == "fastAssetCtxs":
                    await self.on_marks(frame["data"])


async def main():
    port, audit_file, *addresses = sys.argv[1:]
    monitor = Monitor(port, audit_file, addresses)
    following = asyncio.create_task(monitor.follow())
    ready = asyncio.create_task(monitor.has_state.wait())
    await asyncio.wait({following, ready}, return_when=asyncio.FIRST_COMPLETED)
    if following.done():
        following.result()
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(f"127.0.0.1:{listener.getsockname()[1]}", flush=True)
    config = uvicorn.Config(app, log_level="error", ws="websockets", lifespan="off")
    serving = asyncio.create_task(uvicorn.Server(config).serve(sockets=[listener]))
    await asyncio.wait({following, serving}, return_when=asyncio.FIRST_COMPLETED)


if __name__ == "__main__":
    try:
        import uvloop
        uvloop.install()
    except ImportError:
        print("uvloop is missing: asyncio's own loop is slower", file=sys.stderr)
    asyncio.run(main())
