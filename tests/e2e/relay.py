"""Stands between Playwright and Debian's Firefox, and says to it what Playwright means.

Playwright drives a Firefox that it did not build itself over WebDriver BiDi. Two things go wrong
there. It tells every new context which colours and movements its pages may use: Firefox has
preferences for that and no command, and Playwright takes the refusal as a failure. And "offline"
holds for a page alone there: the worker of a site goes on fetching. So Playwright starts this
program, which starts Firefox and passes every message on, but for those.
"""

import asyncio
import itertools
import json
import re
import shutil
import sys
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

FIREFOX = ("firefox-esr", "firefox")
# Playwright waits for this line, and so do we.
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
UNKNOWN = "unknown command"
# A page may be larger than a megabyte, and a busy machine slow to answer a ping.
WHOLE: dict[str, Any] = {"max_size": None, "ping_interval": None, "compression": None}
FIRST_OWN_ID = 1 << 40


class Relay:
    """One session of Playwright with Firefox."""

    def __init__(self, playwright: ServerConnection, firefox: ClientConnection) -> None:
        self.playwright, self.firefox = playwright, firefox
        self.ids = itertools.count(FIRST_OWN_ID)
        self.asked: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def run(self) -> None:
        """Pass messages on both ways until one of the two hangs up."""
        ways = [asyncio.create_task(way) for way in (self.there(), self.back())]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()

    async def there(self) -> None:
        """Pass on what Playwright asks."""
        async for message in self.playwright:
            asked = json.loads(message)
            if asked["method"] == "emulation.setNetworkConditions":
                await self.set_offline(asked["params"]["networkConditions"] is not None)
                await self.say_done(asked["id"])
            else:
                await self.firefox.send(message)

    async def back(self) -> None:
        """Pass on what Firefox answers."""
        async for message in self.firefox:
            said = json.loads(message)
            if said.get("id", 0) in self.asked:
                self.asked.pop(said["id"]).set_result(said)
            elif said.get("error") == UNKNOWN:
                await self.say_done(said["id"])
            else:
                await self.playwright.send(message)

    async def set_offline(self, offline: bool) -> None:
        """Let all of Firefox work offline, or not, as its own menu does."""
        tree = await self.ask("browsingContext.getTree", {"moz:scope": "chrome"})
        script = (
            f"Services.io.offline = {json.dumps(offline)};"
            # A connection that was open already would stay so.
            "Services.obs.notifyObservers(null, 'net:prune-all-connections');"
        )
        window = {"context": tree["contexts"][0]["context"]}
        await self.ask(
            "script.evaluate", {"expression": script, "target": window, "awaitPromise": False}
        )

    async def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Ask Firefox something of our own; raises KeyError when it refuses."""
        number = next(self.ids)
        self.asked[number] = asyncio.get_running_loop().create_future()
        await self.firefox.send(json.dumps({"id": number, "method": method, "params": params}))
        result: dict[str, Any] = (await self.asked[number])["result"]
        return result

    async def say_done(self, number: int) -> None:
        """Tell Playwright that it was done."""
        await self.playwright.send(json.dumps({"type": "success", "id": number, "result": {}}))


async def main(arguments: list[str]) -> int:
    """Run Firefox, and the relay for as long as it runs; return how it ended."""
    program = next(filter(None, map(shutil.which, FIREFOX)))
    firefox = await asyncio.create_subprocess_exec(
        program, "--remote-allow-system-access", *arguments, stderr=asyncio.subprocess.PIPE
    )
    assert firefox.stderr is not None
    address = ""
    async for line in firefox.stderr:
        if listens := LISTENS.search(line.decode(errors="replace")):
            address = f"{listens[1]}/session"
            break
        tell(line)

    async def relay(playwright: ServerConnection) -> None:
        async with connect(address, **WHOLE) as session:
            await Relay(playwright, session).run()

    async with serve(relay, "127.0.0.1", 0, **WHOLE) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        if address:
            tell(f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n".encode())
        async for line in firefox.stderr:
            tell(line)
        return await firefox.wait()


def tell(line: bytes) -> None:
    """Say it where Playwright listens."""
    sys.stderr.buffer.write(line)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
