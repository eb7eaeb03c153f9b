import type { AddressInfo } from "node:net";
import { workerData } from "node:worker_threads";
import dynalite from "dynalite";
import { PORT, REQUESTS, type ThreadData } from "./embedded-dynamodb.js";

const { shared, ...options } = workerData as ThreadData;
const state = new Int32Array(shared);

const server = dynalite(options);
server.on("request", () => Atomics.add(state, REQUESTS, 1));
server.listen(0, "127.0.0.1", () => {
  Atomics.store(state, PORT, (server.address() as AddressInfo).port);
  Atomics.notify(state, PORT);
});
