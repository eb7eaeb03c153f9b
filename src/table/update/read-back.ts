import { isDeepStrictEqual } from "node:util";
import { isRetryable } from "../../dynamodb/error-predicates.js";
import type { Call } from "../../dynamodb/operations.js";
import type { Deadline } from "../../procedure/deadline.js";
import { pollDelay } from "../../procedure/delays.js";
import { type Procedure, pause } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import { ownMember } from "../../validation/own-member.js";
import type { TableContext } from "../context.js";
import { canonicalPolicy } from "../definition/canonical-policy.js";
import { readPolicy, readTags } from "./read-settings.js";

/** How long reads of tags and policies may lag behind a change that was accepted. */
const LAG_MS = 15_000;

/** Waits until DynamoDB returns what a request changed: tags and policies are visible seconds later. */
export function* waitUntilReadBack(context: TableContext, call: Call, deadline: Deadline): Procedure<void> {
  const read = () => isReadBack(call, deadline.readTimeoutMs);
  const begunMs = deadline.elapsedMs;
  for (let pauses = 0; ; pauses++) {
    if (yield* retry(read, { mayRetry: isRetryable, deadline })) return;
    const waitedMs = deadline.elapsedMs - begunMs;
    // The request was accepted: a policy that is returned in a form that is not known here is no failure.
    if (waitedMs > LAG_MS || deadline.isOver) return;
    yield* pause(pollDelay(waitedMs, pauses, context.isLoopback, Math.random()));
  }
}

function* isReadBack({ operation, input }: Call, timeoutMs: number): Procedure<boolean> {
  switch (operation) {
    case "PutResourcePolicy": {
      const policy = yield* readPolicy(input.ResourceArn, timeoutMs);
      return policy !== false && isDeepStrictEqual(canonicalPolicy(policy), canonicalPolicy(input.Policy ?? ""));
    }
    case "DeleteResourcePolicy":
      return (yield* readPolicy(input.ResourceArn, timeoutMs)) === false;
    case "TagResource": {
      const tags = yield* readTags(input.ResourceArn, timeoutMs);
      return (input.Tags ?? []).every(({ Key = "", Value }) => ownMember(tags, Key) === Value);
    }
    case "UntagResource": {
      const tags = yield* readTags(input.ResourceArn, timeoutMs);
      return (input.TagKeys ?? []).every((key) => ownMember(tags, key) === undefined);
    }
    default:
      return true;
  }
}
