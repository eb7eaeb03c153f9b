import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { workerData } from "node:worker_threads";
import { StubControlPlane, StubError } from "./stub-control-plane.js";
import type { Fault, RecordedRequest, StubCommand, StubThreadData } from "./stub-scenario.js";

const { clock, answered, port } = workerData as StubThreadData;
const time = new BigInt64Array(clock);
const answers = new Int32Array(answered);
const now = () => Number(Atomics.load(time, 0));

let plane = new StubControlPlane({}, now);
let faults: { readonly fault: Fault; seen: number }[] = [];
let requests: RecordedRequest[] = [];

/** The other thread may sleep until this answer, so it is told apart from the message itself. */
function answer(value: unknown): void {
  port.postMessage(value);
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
}

port.on("message", (message: StubCommand) => {
  if (message.command === "reset") {
    requests = [];
    plane = new StubControlPlane(message.scenario, now);
    faults = (message.scenario.faults ?? []).map((fault) => ({ fault, seen: 0 }));
  }
  answer(requests);
});

/** The first scripted fault that this request meets. */
function nextFault(operation: string): Fault | undefined {
  return faults.find((entry) => {
    if (entry.fault.operation !== operation) return false;
    const { skip = 0, times = 1 } = entry.fault;
    return entry.seen++ >= skip && entry.seen <= skip + times;
  })?.fault;
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
  response.end(JSON.stringify(body));
}

function replyError(response: ServerResponse, { type, message, status }: StubError): void {
  reply(response, status, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message });
}

function fail(request: IncomingMessage, response: ServerResponse, { wire, error }: Fault): void {
  if (wire === "drop") request.socket.destroy();
  else if (wire === "html") response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad Gateway</html>");
  else if (error) replyError(response, new StubError(error.name, error.message ?? "", error.status));
}

/** The portal where an SSO login is exchanged for credentials: for those tests only, the one thing that is no DynamoDB. */
function serveSso({ method, url, headers }: IncomingMessage, response: ServerResponse): void {
  requests.push({ operation: `${method} ${url}`, input: {}, headers, second: now() / 1000 });
  const expiration = Date.now() + 3_600_000;
  reply(response, 200, {
    roleCredentials: { accessKeyId: "SSO-ROLE", secretAccessKey: "s", sessionToken: "t", expiration },
  });
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.startsWith("/federation/")) return serveSso(request, response);
  const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
  const input = JSON.parse(await text(request));
  requests.push({ operation, input, headers: request.headers, second: now() / 1000 });
  const fault = nextFault(operation);
  try {
    const answer = !fault || fault.commit ? plane.answer(operation, input) : {};
    if (fault) fail(request, response, fault);
    else reply(response, 200, answer);
  } catch (error) {
    if (!(error instanceof StubError)) throw error;
    replyError(response, error);
  }
}

const server = createServer((request, response) => {
  void serve(request, response);
});
server.listen(0, "127.0.0.1", () => answer((server.address() as AddressInfo).port));
