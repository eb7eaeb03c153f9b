import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { PortalRequest } from "./sso-portal.js";

const port = workerData as MessagePort; // set by SsoPortal

const server = createServer(({ method, url, headers }, response) => {
  port.postMessage({ line: `${method} ${url}`, headers } satisfies PortalRequest);
  const expiration = Date.now() + 3_600_000;
  const roleCredentials = { accessKeyId: "SSO-ROLE", secretAccessKey: "s", sessionToken: "t", expiration };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ roleCredentials }));
});
server.listen(0, "127.0.0.1", () => {
  parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`); // a string only for a pipe
});
