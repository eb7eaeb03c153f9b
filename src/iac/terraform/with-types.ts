/** A value with numbers and booleans in the place of their texts: variables can be texts, and Terraform converts them. */
export function withTypes(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((member) => withTypes(member, name));
  if (typeof value === "object" && value !== null) {
    if (name === "tags") return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withTypes(member, key)]));
  }
  if (typeof value !== "string") return value;
  if (NUMBERS.test(name) && /^\d+$/.test(value)) return Number(value);
  return BOOLEANS.test(name) && /^(true|false)$/.test(value) ? value === "true" : value;
}

const NUMBERS = /_(capacity|units|per_second|in_days)$/;
const BOOLEANS = /(^|_)(enabled|recovery)$/;
