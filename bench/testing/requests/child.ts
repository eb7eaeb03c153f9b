import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Order } from "./caller.js";
import type { EngineName } from "./engine.js";

/** The process of an engine, as seen by the benchmark. */
export class EngineChild {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(name: EngineName, execArgv: string[] = []): Promise<EngineChild> {
    const file = fileURLToPath(new URL("./caller.js", import.meta.url));
    const child = fork(file, [name], { execArgv });
    await once(child, "message");
    return new EngineChild(child);
  }

  async execute(order: Order): Promise<number> {
    this.#child.send(order);
    const [result] = await once(this.#child, "message");
    if (typeof result !== "number") throw new Error(result);
    return result;
  }

  end(): void {
    this.#child.disconnect();
  }
}
