import type { MessagePort } from "node:worker_threads";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { PackedError } from "./crossing.js";
import type { Endpoint } from "./endpoint.js";
import type { Call } from "./transport.js";
import type { KeyNames } from "./whereabouts.js";

/** The places of the integers that both threads see: how often the worker spoke, and the last request it sent off. */
export const SPOKEN = 0;
export const SENT = 1;
export const SHARED_BYTES = 8;

/** What a worker makes its SDK client of. */
export interface WorkerSource {
  /** The fields that can cross. */
  readonly config: DynamoDBClientConfig;
  /** The URL of a module whose default export completes the configuration. */
  readonly configModule: string | undefined;
  /** The names of the fields that cannot cross: the module has to bring them. */
  readonly missing: readonly string[];
}

/** What the worker is started with. It never stands on a command line. */
export interface WorkerSetup extends WorkerSource {
  readonly shared: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** One or more requests to send, answered together. */
export interface WorkerRequest {
  readonly id: number;
  readonly calls: readonly Call[];
  /** How many at a time. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly keyNames: KeyNames | undefined;
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
  | { readonly type: "end"; readonly cause: PackedError | undefined };
