import type { MessagePort } from "node:worker_threads";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { ModuleLocation } from "./config-module-location.js";
import type { Endpoint } from "./endpoint.js";
import type { QueueRequest } from "./engine-queue.js";
import type { PackedError } from "./error-transfer.js";
import type { KeyNames } from "./request-subject.js";

/** The indexes of the integers that both threads share. */
/** The number of messages that the worker has sent. */
export const MESSAGE_COUNT = 0;
/** The last request that the worker has started to send. */
export const LAST_SENT = 1;
/** The {@link Stage} of the worker's last request. */
export const STAGE = 2;
/**
 * The last request that was posted, or {@link ENDED}. An idle worker ends after a while. Both threads change this value
 * by compare-and-exchange: either the worker ends and the request goes to another one, or the request is posted and the
 * worker continues.
 */
export const LAST_POSTED = 3;
export const SHARED_BYTES = 16;

export const ENDED = -1;

/** The progress of a worker with a request. */
export const Stage = {
  /** It has not executed our code yet. */
  starting: 0,
  /** It is importing the module that completes its configuration. */
  importing: 1,
  /** The SDK is preparing a request: credentials, region, signature. */
  preparing: 2,
  /** A request has been sent. */
  sending: 3,
} as const;

/** How long an idle worker continues to run, in milliseconds. */
export const IDLE_MS = 10_000;

/** What a worker creates its SDK client from. */
export interface WorkerSource {
  /** The fields that can be copied. */
  readonly config: DynamoDBClientConfig;
  /** A module whose default export completes the configuration. */
  readonly configModule: ModuleLocation | undefined;
  /** The names of the fields that cannot be copied: the module must have them. */
  readonly missing: readonly string[];
}

/** The data that the worker is started with. It is never part of a command line. */
export interface WorkerSetup extends WorkerSource {
  readonly idleMs: number;
  readonly shared: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** A request of any operation of the SDK, in the registry or not. */
export interface WorkerCall {
  readonly operation: string;
  readonly input: object;
  /** @defaultValue the client's region */
  readonly region?: string | undefined;
}

/** One or more requests to send, answered together. */
export interface WorkerCalls {
  readonly calls: readonly WorkerCall[];
  /** The maximum number of concurrent requests. */
  readonly concurrency: number;
  readonly keyNames: KeyNames | undefined;
}

/** A wait for the first of the concurrent requests to end. */
export interface WorkerQueue {
  readonly queue: QueueRequest;
}

/** The end of a queue. It has no answer. */
export interface WorkerQueueEnd {
  readonly closedQueue: number;
}

/** The tasks of the worker. */
export type WorkerTask = WorkerCalls | WorkerQueue | WorkerQueueEnd;
export type WorkerRequest = WorkerTask & { readonly id: number; readonly timeoutMs: number };

/** A request of a queue that has ended, in the form that is sent: a queue's answer is a list of these. */
export interface PackedCompletion {
  readonly id: number;
  readonly result: PackedResult;
}

/** An empty message, to find out whether it can be delivered. */
export interface WorkerPing {
  readonly ping: true;
}

/** A settled result with an error that can be sent. */
export type PackedResult =
  | { readonly status: "fulfilled"; readonly value: unknown }
  | { readonly status: "rejected"; readonly reason: PackedError };

/** A message of the worker. */
export type WorkerMessage =
  | { readonly type: "endpoint"; readonly endpoint: Endpoint }
  | { readonly type: "answer"; readonly id: number; readonly results: readonly PackedResult[] }
  /** The last message, with the error that has ended the worker, if there was one. */
  | { readonly type: "end"; readonly code: number; readonly cause: PackedError | undefined };
