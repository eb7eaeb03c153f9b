import { once } from "node:events";
import type { AddressInfo } from "node:net";
import dynalite from "dynalite";
import { DYNALITE_LACKS } from "../../test/support/engine/differences.js";

/** A dynalite on a free loopback port of this process, and the environment of tests on it. */
export async function serveDynalite(): Promise<{ settings: NodeJS.ProcessEnv; close: () => void }> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // not a pipe
  const settings = {
    DYNATWIN_TEST_ENDPOINT: `http://127.0.0.1:${port}`,
    DYNATWIN_TEST_LACKS: DYNALITE_LACKS.join(),
  };
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { settings, close };
}
