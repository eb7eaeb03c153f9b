// A stub of DynamoDB that returns the same item for every request without delay: a real one's time would hide the
// differences. It runs in a separate process, so that its CPU time is not measured.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FOUND, sample, stored } from "./sample.js";

const item = stored(sample);
const items = Array.from({ length: FOUND }, (_, index) => ({ ...item, order: { S: `${sample.order}-${index}` } }));
const answers = new Map(
  Object.entries({
    PutItem: {},
    GetItem: { Item: item },
    Query: { Items: items, Count: FOUND, ScannedCount: FOUND },
  }).map(([operation, answer]) => [`DynamoDB_20120810.${operation}`, JSON.stringify(answer)]),
);

const server = createServer((request, response) => {
  const answer = answers.get(String(request.headers["x-amz-target"]));
  const text = answer ?? JSON.stringify({ __type: "ValidationException", message: "not part of the benchmark" });
  const headers = { "content-type": "application/x-amz-json-1.0", "content-length": Buffer.byteLength(text) };
  request.resume().on("end", () => response.writeHead(answer === undefined ? 400 : 200, headers).end(text));
});
// The default closes a connection after five idle seconds, and a way is idle while all others are measured.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
// The server ends with the benchmark.
process.on("disconnect", () => process.exit());
