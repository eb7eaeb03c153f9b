// A DynamoDB that has one item for every question, and answers at once: a real one's time would hide the differences. It
// is a process of its own, so that its work is in nobody's CPU time.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FOUND, sample, stored } from "./sample.js";

const item = stored(sample);
const items = Array.from({ length: FOUND }, (_, place) => ({ ...item, order: { S: `${sample.order}-${place}` } }));
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
// The default closes a connection after five idle seconds, and a way idles while all the others have their turns.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
// The benchmark ends, however it ends: so does its server.
process.on("disconnect", () => process.exit());
