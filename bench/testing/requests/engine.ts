import type { Request } from "./requests.js";

/** An emulator without HTTP: it answers the text of a request with the text of an answer. */
export interface Engine {
  /** Rejects or throws if the answer is an error. */
  answer(request: Request): Promise<string> | string;
}

/** An emulator behind a port of the loopback address. */
export interface Server {
  readonly port: number;
}

/** What is compared, by the names of their files. */
export const ENGINES = ["dynatwin", "dynalite"] as const;
export type EngineName = (typeof ENGINES)[number];

/** The exports of a file of an engine. */
export interface EngineModule {
  openEngine(): Promise<Engine> | Engine;
  startServer(): Promise<Server>;
}
