// The process of one library: its accesses are checked with the emulator, and then measured without it.

import type { Access, WayName } from "./shop.js";
import { checkShop } from "./shop-check.js";

/** Calls of an access that are measured together. */
export interface Order {
  readonly access: Access;
  readonly count: number;
}

const [name, endpoint = ""] = process.argv.slice(2);
const { handler, calls, requests } = await checkShop(name as WayName, endpoint); // given by the parent

process.on("message", ({ access, count }: Order) => {
  void (async () => {
    handler.replay(access);
    const call = calls[access];
    const before = process.cpuUsage();
    for (let done = 0; done < count; done++) await call();
    const { user, system } = process.cpuUsage(before);
    process.send?.((user + system) / count);
  })();
});
process.on("disconnect", () => process.exit());
process.send?.(requests);
