/** The kinds of requests that are measured. */
export const KINDS = ["put", "get", "update", "query of 25", "transaction of 4", "batch of 25"] as const;
export type Kind = (typeof KINDS)[number];

/** A request, apart from its headers. */
export interface Request {
  readonly operation: string;
  readonly body: string;
}

const TABLE = "orders";
const PER_CUSTOMER = 25;
const ATTRIBUTES = ["customer", "number"] as const;

export const CREATE_TABLE: Request = request("CreateTable", {
  TableName: TABLE,
  AttributeDefinitions: ATTRIBUTES.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: [
    { AttributeName: "customer", KeyType: "HASH" },
    { AttributeName: "number", KeyType: "RANGE" },
  ],
  BillingMode: "PAY_PER_REQUEST",
});

export const DESCRIBE_TABLE: Request = request("DescribeTable", { TableName: TABLE });

/** The requests that store `count` items, 25 for each customer. */
export function* fillRequests(count: number): Generator<Request> {
  for (let start = 0; start < count; start += PER_CUSTOMER) yield batchOf(start);
}

/** A request of a kind. `seed` selects its items, of a table of `count` items. */
export function requestOf(kind: Kind, seed: number, count: number): Request {
  // A prime, so that consecutive requests read different partitions.
  const n = (seed * 7919) % count;
  switch (kind) {
    case "put":
      return request("PutItem", { TableName: TABLE, Item: item(n) });
    case "get":
      return request("GetItem", { TableName: TABLE, Key: key(n) });
    case "update":
      return request("UpdateItem", { TableName: TABLE, Key: key(n), ...update(seed) });
    case "query of 25":
      return request("Query", {
        TableName: TABLE,
        KeyConditionExpression: "customer = :customer",
        ExpressionAttributeValues: { ":customer": key(n).customer },
      });
    case "transaction of 4":
      return request("TransactWriteItems", { TransactItems: [0, 1, 2, 3].map((part) => transactPart(n, part, count)) });
    case "batch of 25":
      return batchOf(n - (n % PER_CUSTOMER));
  }
}

function transactPart(n: number, part: number, count: number): object {
  const Key = key((n + part) % count);
  return { Update: { TableName: TABLE, Key, ...update(n), ConditionExpression: "attribute_exists(customer)" } };
}

function update(seed: number): object {
  return {
    UpdateExpression: "SET #state = :state, amount = amount + :one",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":state": { S: `state ${seed % 10}` }, ":one": { N: "1" } },
  };
}

function batchOf(start: number): Request {
  const puts = Array.from({ length: PER_CUSTOMER }, (_, n) => ({ PutRequest: { Item: item(start + n) } }));
  return request("BatchWriteItem", { RequestItems: { [TABLE]: puts } });
}

function key(n: number) {
  return {
    customer: { S: `customer ${String(Math.floor(n / PER_CUSTOMER)).padStart(8, "0")}` },
    number: { S: `order ${String(n).padStart(8, "0")}` },
  };
}

/** An item of about 200 bytes. */
function item(n: number): object {
  return {
    ...key(n),
    state: { S: "open" },
    amount: { N: String((n % 1000) + 0.5) },
    address: { M: { street: { S: `Long Road ${n}` }, city: { S: "Springfield" }, floor: { N: "3" } } },
    note: { S: "to be left with the neighbour at the green door, at the back" },
  };
}

function request(operation: string, input: object): Request {
  return { operation, body: JSON.stringify(input) };
}
