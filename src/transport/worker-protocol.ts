import type { MessagePort } from "node:worker_threads";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { PackedError } from "./crossing.js";
import type { Endpoint } from "./endpoint.js";
import type { QueueRequest } from "./engine-queue.js";
import type { ModulePlace } from "./module-place.js";
import type { KeyNames } from "./whereabouts.js";

/** The places of the integers that both threads see. */
/** How often the worker spoke. */
export const SPOKEN = 0;
/** The last request that the worker began to send. */
export const SENT = 1;
/** How far the worker is with its last request, a {@link Stage}. */
export const STAGE = 2;
/**
 * The last request that was posted, or {@link ENDED}. A worker that nobody asks for a while ends, and both threads change
 * this place by a compare-and-exchange: either the worker ends and the request goes to another, or the request is posted
 * and the worker stays.
 */
export const POSTED = 3;
export const SHARED_BYTES = 16;

export const ENDED = -1;

/** How far a worker is. */
export const Stage = {
  /** It has not run a line of ours. */
  starting: 0,
  /** It imports the module that completes its configuration. */
  importing: 1,
  /** The SDK prepares a request: credentials, region, signature. */
  preparing: 2,
  /** A request has gone out. */
  sending: 3,
} as const;

/** How long a worker that nobody asks anything stays, in milliseconds. */
export const IDLE_MS = 10_000;

/** What a worker makes its SDK client of. */
export interface WorkerSource {
  /** The fields that can cross. */
  readonly config: DynamoDBClientConfig;
  /** A module whose default export completes the configuration. */
  readonly configModule: ModulePlace | undefined;
  /** The names of the fields that cannot cross: the module has to bring them. */
  readonly missing: readonly string[];
}

/** What the worker is started with. It never stands on a command line. */
export interface WorkerSetup extends WorkerSource {
  readonly idleMs: number;
  readonly shared: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** A request: one of the registry's operations, or another one of the SDK's. */
export interface WorkerCall {
  readonly operation: string;
  readonly input: object;
}

/** One or more requests to send, answered together. */
export interface WorkerCalls {
  readonly calls: readonly WorkerCall[];
  /** How many at a time. */
  readonly concurrency: number;
  readonly keyNames: KeyNames | undefined;
}

/** Requests that are answered one by one: a wait for the first that is over. */
export interface WorkerQueue {
  readonly queue: QueueRequest;
}

/** A queue that is over. Has no answer. */
export interface WorkerQueueEnd {
  readonly closedQueue: number;
}

/** What the worker is asked for. */
export type WorkerTask = WorkerCalls | WorkerQueue | WorkerQueueEnd;
export type WorkerRequest = WorkerTask & { readonly id: number; readonly timeoutMs: number };

/** A request of a queue that is over, as it crosses: the value of a queue's answer is a list of these. */
export interface PackedCompletion {
  readonly id: number;
  readonly result: PackedResult;
}

/** Asks nothing: whether it can be delivered is what the sender wants to know. */
export interface WorkerPing {
  readonly ping: true;
}

/** A settled result whose error can cross. */
export type PackedResult =
  | { readonly status: "fulfilled"; readonly value: unknown }
  | { readonly status: "rejected"; readonly reason: PackedError };

/** What the worker says. */
export type WorkerMessage =
  | { readonly type: "endpoint"; readonly endpoint: Endpoint }
  | { readonly type: "answer"; readonly id: number; readonly results: readonly PackedResult[] }
  /** Its last word, with the error that ends it, if one does. */
  | { readonly type: "end"; readonly code: number; readonly cause: PackedError | undefined };
