import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { numberIdentity } from "./keys.js";

/** A text that is the same for stored values that are equal for DynamoDB: numbers by value, sets in any order. */
function identityOf(stored: AttributeValue | undefined): string {
  if (stored === undefined) return "";
  if (stored.N !== undefined) return `N${numberIdentity(stored.N)}`;
  if (stored.B !== undefined) return `B${bytesText(stored.B)}`;
  if (stored.NS !== undefined) return `NS${JSON.stringify(stored.NS.map(numberIdentity).sort())}`;
  if (stored.BS !== undefined) return `BS${JSON.stringify(stored.BS.map(bytesText).sort())}`;
  if (stored.SS !== undefined) return `SS${JSON.stringify([...stored.SS].sort())}`;
  if (stored.L !== undefined) return `L${JSON.stringify(stored.L.map(identityOf))}`;
  if (stored.M === undefined) return JSON.stringify(stored);
  const members = Object.entries(stored.M).map(([name, member]) => [name, identityOf(member)] as const);
  return `M${JSON.stringify(members.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** Whether two stored values are equal, or both missing. */
export function isEqual(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return identityOf(a) === identityOf(b);
}

function bytesText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
