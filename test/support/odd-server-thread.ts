import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type MessagePort, workerData } from "node:worker_threads";
import { ODD_ANSWERS, type OddAnswer } from "./odd-answers.js";
import type { OddSetup } from "./odd-server.js";

const { port, shared, target } = workerData as OddSetup; // as OddServer.start() gives it
const state = new Int32Array(shared);
let script: OddAnswer[] = [];

function say(message: unknown): void {
  (port as MessagePort).postMessage(message);
  Atomics.add(state, 0, 1);
  Atomics.notify(state, 0);
}

async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  Atomics.add(state, 1, 1);
  const odd = script.length > 1 ? script.shift() : script[0];
  if (odd !== undefined && odd !== "lost") ODD_ANSWERS[odd](response);
  else forward(incoming, Buffer.concat(chunks), response, odd === "lost");
}

/** Asks DynamoDB, and gives its answer, or loses it. */
function forward({ headers }: IncomingMessage, body: Buffer, response: ServerResponse, isLost: boolean): void {
  request(target, { method: "POST", headers }, (answer) => {
    if (isLost) answer.resume().on("end", () => response.destroy());
    else answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers));
  }).end(body);
}

port.on("message", (answers: OddAnswer[]) => {
  script = answers;
  say("ready");
});

const server = createServer((incoming, response) => void serve(incoming, response));
server.listen(0, "127.0.0.1", () => say(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)); // never a pipe
