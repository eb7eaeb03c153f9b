import { Server } from "node:net";
import { type Endpoint, isLoopback } from "./endpoint.js";

/** Whether a server of the calling thread listens at an endpoint: it cannot answer while the thread is blocked. */
export function isServedByThisThread(endpoint: Endpoint | undefined): boolean {
  if (endpoint === undefined || !isLoopback(endpoint)) return false;
  return activeHandles().some((handle) => {
    if (!(handle instanceof Server)) return false;
    const address = handle.address();
    return typeof address === "object" && address?.port === endpoint.port;
  });
}

/**
 * The active handles of this thread's event loop. Node does not document this method, but has had it since its first
 * version.
 */
function activeHandles(): readonly unknown[] {
  const { _getActiveHandles } = process as { readonly _getActiveHandles?: () => readonly unknown[] };
  return typeof _getActiveHandles === "function" ? _getActiveHandles.call(process) : [];
}
