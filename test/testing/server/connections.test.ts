import { once } from "node:events";
import { expect } from "chai";
import { mockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { EmulatorServer } from "../../../src/testing/server/server.js";
import { connectTo, listTablesFor } from "../../support/raw-http.js";

describe("the Host of a request to a mock", () => {
  const starts = { mockDynamoDB, syncMockDynamoDB };
  for (const [name, start] of Object.entries(starts)) {
    it(`is that of this machine, or refused by ${name}`, async () => {
      await using db = await start();
      const { port } = new URL(db.endpoint);
      const known = [
        "127.0.0.1",
        `127.0.0.1:${port}`,
        `localhost:${port}`,
        "localhost",
        "LocalHost",
        `localhost.:${port}`,
        "localhost:1", // a tunnel
        `[::1]:${port}`,
        "[0:0:0:0:0:0:0:1]",
        "127.1.2.3",
      ];
      const others = [
        "evil.example",
        `evil.example:${port}`,
        "localhost.evil.example",
        "evil.localhost",
        "localhost..",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "evil.example@127.0.0.1",
        "localhost:80:80",
        "localhost/",
        "0.0.0.0",
        "192.168.0.1",
        "[::]",
        "[fe80::1]",
        "::1",
        "[::1",
        "2130706433",
        ":8000",
        "",
      ];
      for (const host of known) expect(await listTablesFor(db.endpoint, `Host: ${host}`), host).to.include(" 200 OK");
      db.clearRequests();
      for (const host of others) {
        const answer = await listTablesFor(db.endpoint, `Host: ${host}`);
        expect(answer, host).to.include(" 403 Forbidden");
        expect(answer, host).to.include("#AccessDeniedException").and.to.include("--allow-host <name>");
      }
      expect(await listTablesFor(db.endpoint))
        .to.include(" 403 Forbidden")
        .and.to.include("no Host header");
      const health = await fetch(db.endpoint);
      expect(health.status).to.equal(200);
      expect(db.requests).to.deep.equal([]);
    });
  }
});

describe("an idle connection", () => {
  const limits = {
    headersTimeout: 50,
    requestTimeout: 100,
    keepAliveTimeout: 50,
    connectionsCheckingInterval: 10,
  };
  const halves = {
    nothing: "",
    "half a line": "POST / HT",
    "half of the headers": "POST / HTTP/1.1\r\nHost: localhost\r\n",
    "half of the body": "POST / HTTP/1.1\r\nHost: localhost\r\ncontent-length: 20\r\n\r\n{",
    "a whole request": "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
  };
  for (const [what, said] of Object.entries(halves)) {
    it(`after ${what} is closed`, async () => {
      const server = new EmulatorServer({}, undefined, limits);
      const socket = await connectTo(`http://127.0.0.1:${await server.listen(0)}`);
      socket.resume().write(said);
      await once(socket, "close");
      await server.close();
    });
  }

  it("does not delay the end of its server", async () => {
    const server = new EmulatorServer({});
    const endpoint = `http://127.0.0.1:${await server.listen(0)}`;
    const sockets = await Promise.all(Object.values(halves).map(() => connectTo(endpoint)));
    const closed = sockets.map((socket, place) => {
      socket.resume().on("error", () => {}); // a reset also counts as an end
      socket.write(Object.values(halves)[place] ?? "");
      return once(socket, "close");
    });
    await fetch(endpoint); // so that all of them are received
    await server.close();
    await Promise.all(closed);
  });
});
