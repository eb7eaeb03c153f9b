import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An endpoint that knows one table, `users`. */
export interface ControlPlane {
  readonly endpoint: string;
  close(): Promise<void>;
}

const NOT_FOUND = { __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", message: "Not found" };

/** Starts an endpoint for programs that run in processes of their own. */
export async function startControlPlane(): Promise<ControlPlane> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const answer = answerTo(String(request.headers["x-amz-target"]), body);
      response.writeHead(answer === NOT_FOUND ? 400 : 200, { "content-type": "application/x-amz-json-1.0" });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A string only for a server on a pipe.
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, close: () => close(server) };
}

function answerTo(target: string, body: string): object {
  if (target === "DynamoDB_20120810.ListTables") return { TableNames: ["users"] };
  const isUsers = target === "DynamoDB_20120810.DescribeTable" && body.includes('"users"');
  return isUsers ? { Table: { TableName: "users", TableStatus: "ACTIVE" } } : NOT_FOUND;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
