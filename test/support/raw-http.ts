import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";

/** A connection on which a test says what no HTTP client says. */
export async function connectTo(endpoint: string): Promise<Socket> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ""));
  await once(socket, "connect");
  return socket;
}

/** Asks for the list of tables with these lines for its Host, and returns the whole answer. */
export async function listTablesFor(endpoint: string, ...hostLines: readonly string[]): Promise<string> {
  const socket = await connectTo(endpoint);
  const lines = [
    // Without a Host, HTTP/1.1 is no HTTP.
    `POST / HTTP/${hostLines.length === 0 ? "1.0" : "1.1"}`,
    ...hostLines,
    "x-amz-target: DynamoDB_20120810.ListTables",
    "content-length: 2",
    "connection: close",
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n{}`);
  return text(socket);
}
