import type { Expression } from "../source/print.js";

/** Properties of a resource with the names that the constructs have for them: `SSESpecification` is `sseSpecification`. */
export function propertiesOf(value: unknown, region: Expression): unknown {
  if (Array.isArray(value)) return value.map((member) => propertiesOf(member, region));
  if (typeof value !== "object" || value === null) return value;
  if ("Ref" in value) return region; // the only reference in an export
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      propertyName(name),
      // The policy is a document of its own.
      name === "PolicyDocument" ? member : propertiesOf(member, region),
    ]),
  );
}

/** The capitals at the start are small, but for the one that begins the second word: `KMSMasterKeyId`, `kmsMasterKeyId`. */
function propertyName(name: string): string {
  return name.replace(/^(?:[A-Z]+(?=[A-Z][a-z]|$)|[A-Z])/, (start) => start.toLowerCase());
}
