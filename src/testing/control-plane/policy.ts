import type { Policy } from "./separate-settings.js";
import type { Plane } from "./tables.js";

/** The policy that is there after a request: the one from before where it says the same. */
export function newPolicy(plane: Plane, text: string, before?: Policy): Policy {
  const document = compact(text);
  if (before?.document === document) return before;
  return { document, revision: Math.max(plane.timeline.time, (before?.revision ?? 0) + 1) };
}

/** Spaces and line breaks between the parts of a policy are not kept. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
