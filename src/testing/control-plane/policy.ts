import type { Policy } from "./separate-settings.js";
import type { ControlPlane } from "./tables.js";

/** The policy after a request: the previous one if the document is the same. */
export function newPolicy(controlPlane: ControlPlane, text: string, before?: Policy): Policy {
  const document = compact(text);
  if (before?.document === document) return before;
  return { document, revision: Math.max(controlPlane.timeline.time, (before?.revision ?? 0) + 1) };
}

/** Removes white space between the parts of a policy. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
