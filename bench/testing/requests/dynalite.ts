import { once } from "node:events";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import dynalite from "dynalite";
import type { Engine, Server } from "./engine.js";

const INSTANT = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };

// The modules of dynalite that its HTTP handler calls. They have no types.
const require = createRequire(import.meta.url);
interface Validations {
  toLowerFirst(text: string): string;
  checkTypes(data: object, types: object): object;
  checkValidations(data: object, types: object, custom: unknown, store: object): void;
}
interface ActionValidation {
  readonly types: object;
  readonly custom: unknown;
}
type Action = (store: object, data: object, callback: (error: unknown, answer?: object) => void) => void;

/** The calls that dynalite's HTTP handler makes for a request. */
export function openEngine(): Engine {
  const validations: Validations = require("dynalite/validations");
  const store: object = require("dynalite/db").create(INSTANT);
  return {
    answer: ({ operation, body }) => {
      const name = validations.toLowerFirst(operation);
      const { types, custom }: ActionValidation = require(`dynalite/validations/${name}`);
      const data = validations.checkTypes(JSON.parse(body), types);
      validations.checkValidations(data, types, custom, store);
      const action: Action = require(`dynalite/actions/${name}`);
      return new Promise((resolve, reject) => {
        action(store, data, (error, answer) => (error ? reject(error) : resolve(JSON.stringify(answer))));
      });
    },
  };
}

export async function startServer(): Promise<Server> {
  const server = dynalite(INSTANT).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a string only for a server on a pipe
  return { port };
}
