import { DynamoDB } from "@aws-sdk/client-dynamodb";
import type { MockDynamoDB } from "../../../src/testing/index.js";

/** The time that passes with each poll of a table. */
const SECONDS_PER_POLL = 20;

/**
 * A client of the SDK for an emulator whose clock stands still. Time passes whenever somebody looks at a table, so that
 * all waits see what they would see on AWS, in the same number of looks each time, and none of them takes long.
 */
export function advancingClient(db: MockDynamoDB): DynamoDB {
  const client = new DynamoDB(db.config);
  client.middlewareStack.add((next, { commandName }) => async (call) => {
    try {
      return await next(call);
    } finally {
      if (commandName === "DescribeTableCommand") db.clock.advance(SECONDS_PER_POLL * 1_000);
    }
  });
  return client;
}

/** How often a table was described since the list of requests was cleared. */
export function pollsIn(db: MockDynamoDB): number {
  return db.requests.filter(({ operation }) => operation === "DescribeTable").length;
}
