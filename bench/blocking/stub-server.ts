// A stub of DynamoDB that describes one table without delay: dynalite's own time would hide the differences. It runs in
// a separate process, so that a blocked thread cannot delay it, and it does not share a heap with the callers.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const answer = JSON.stringify({
  Table: {
    TableName: "orders",
    TableStatus: "ACTIVE",
    TableArn: "arn:aws:dynamodb:us-east-1:000000000000:table/orders",
    TableId: "00000000-0000-0000-0000-000000000000",
    CreationDateTime: 1_700_000_000.5,
    KeySchema: [
      { AttributeName: "customerId", KeyType: "HASH" },
      { AttributeName: "orderId", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "customerId", AttributeType: "S" },
      { AttributeName: "orderId", AttributeType: "S" },
    ],
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    ItemCount: 0,
    TableSizeBytes: 0,
  },
});
const headers = { "content-type": "application/x-amz-json-1.0", "content-length": Buffer.byteLength(answer) };

const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, headers).end(answer));
});
// The default closes a connection after five idle seconds, and a way is idle while all others are measured.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
// The server ends with the benchmark.
process.on("disconnect", () => process.exit());
