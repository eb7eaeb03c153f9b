import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SIGNATURE } from "./signature.js";

/** A connection for requests that HTTP clients do not send. */
export async function connectTo(endpoint: string): Promise<Socket> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ""));
  await once(socket, "connect");
  return socket;
}

/** Sends ListTables with these Host header lines, and returns the whole answer. */
export async function listTablesFor(endpoint: string, ...hostLines: readonly string[]): Promise<string> {
  const socket = await connectTo(endpoint);
  const lines = [
    // HTTP/1.1 requires a Host header.
    `POST / HTTP/${hostLines.length === 0 ? "1.0" : "1.1"}`,
    ...hostLines,
    "x-amz-target: DynamoDB_20120810.ListTables",
    ...Object.entries(SIGNATURE).map(([name, value]) => `${name}: ${value}`),
    "content-length: 2",
    "connection: close",
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n{}`);
  return text(socket);
}
