import { type Need, otherEngine } from "./engine.js";

/** Mocha's functions, for tests that need something. */
interface Definers {
  readonly describe: (title: string, define: (this: Mocha.Suite) => void) => void;
  readonly it: (title: string, test: Mocha.Func | Mocha.AsyncFunc) => void;
}

const DEFINING: Definers = { describe: (...suite) => describe(...suite), it: (...test) => it(...test) };
const OMITTING: Definers = { describe: () => {}, it: () => {} };

/** `describe` and `it` for tests that need something of their engine. On an engine that lacks it they define nothing. */
export function needs(...names: readonly Need[]): Definers {
  return has(...names) ? DEFINING : OMITTING;
}

/** Whether the engine has all of these, for a part of a test that needs them. */
export function has(...names: readonly Need[]): boolean {
  return !names.some((name) => otherEngine?.lacks.has(name));
}
