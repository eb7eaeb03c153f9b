import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type MessagePort, workerData } from "node:worker_threads";
import type { FaultyServerSetup } from "./faulty-server.js";
import { UNEXPECTED_ANSWERS, type UnexpectedAnswer } from "./unexpected-answers.js";

const { port, shared, target } = workerData as FaultyServerSetup; // set by FaultyServer
const state = new Int32Array(shared);
let script: UnexpectedAnswer[] = [];

function send(message: unknown): void {
  (port as MessagePort).postMessage(message);
  Atomics.add(state, 0, 1);
  Atomics.notify(state, 0);
}

async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  Atomics.add(state, 1, 1);
  const next = script.length > 1 ? script.shift() : script[0];
  if (next !== undefined && next !== "lost") UNEXPECTED_ANSWERS[next](response);
  else forward(incoming, Buffer.concat(chunks), response, next === "lost");
}

/** Forwards a request to DynamoDB, and its answer back, unless it is to be lost. */
function forward({ headers }: IncomingMessage, body: Buffer, response: ServerResponse, isLost: boolean): void {
  request(target, { method: "POST", headers }, (answer) => {
    if (isLost) answer.resume().on("end", () => response.destroy());
    else answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers));
  }).end(body);
}

port.on("message", (answers: UnexpectedAnswer[]) => {
  script = answers;
  send("ready");
});

const server = createServer((incoming, response) => void serve(incoming, response));
server.listen(0, "127.0.0.1", () => send(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)); // not a pipe
