import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import dynalite from "dynalite";
import type { ThreadData } from "./embedded-dynamodb.js";

const { counter, ...options } = workerData as ThreadData;
const requests = new Int32Array(counter);

const server = dynalite(options);
server.on("request", () => Atomics.add(requests, 0, 1));
server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
