import { Server } from "node:net";
import { type Endpoint, isLoopback } from "./endpoint.js";

/** Whether a server of this very thread listens at an endpoint: it cannot answer while the thread sleeps. */
export function isServedHere(endpoint: Endpoint | undefined): boolean {
  if (endpoint === undefined || !isLoopback(endpoint)) return false;
  return activeHandles().some((handle) => {
    if (!(handle instanceof Server)) return false;
    const address = handle.address();
    return typeof address === "object" && address?.port === endpoint.port;
  });
}

/** What keeps this thread's event loop alive. Undocumented, and there since the first Node; without it nothing is known. */
function activeHandles(): readonly unknown[] {
  const { _getActiveHandles } = process as { readonly _getActiveHandles?: () => readonly unknown[] };
  return typeof _getActiveHandles === "function" ? _getActiveHandles.call(process) : [];
}
