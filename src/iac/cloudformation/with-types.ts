/** A value with numbers and booleans in the place of their texts: parameters are texts, and CloudFormation converts them. */
export function withTypes(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((member) => withTypes(member, name));
  if (typeof value === "object" && value !== null) {
    if (TEXTS.has(name)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withTypes(member, key)]));
  }
  if (typeof value !== "string") return value;
  if (NUMBERS.test(name) && /^\d+$/.test(value)) return Number(value);
  if (BOOLEANS.test(name) && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return value;
}

/** Parts whose values are texts, or are not ours to convert. */
const TEXTS = new Set(["PolicyDocument", "Tags"]);
const NUMBERS = /(Units|UnitsPerSecond|Capacity|InDays|Dimensions)$/;
const BOOLEANS = /Enabled$/;
