/** Members of a policy that hold one text or several. */
const LISTS: ReadonlySet<string> = new Set(["Action", "NotAction", "Resource", "NotResource"]);
/** Members whose own members hold one principal or several. */
const PRINCIPALS: ReadonlySet<string> = new Set(["Principal", "NotPrincipal"]);
/** An account as a principal. AWS stores it like this, also where the policy has only its id. */
const ACCOUNT_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):root$/;
/** The version of a policy that names none. */
const DEFAULT_VERSION = "2008-10-17";

/** A policy in one spelling, as DynamoDB stores it in another one than it was given. Text that is not JSON stays as it is. */
export function canonicalPolicy(policy: string | object): unknown {
  const document = typeof policy === "string" ? parsed(policy) : policy;
  if (!isRecord(document)) return document;
  const { Version = DEFAULT_VERSION, Statement = [], ...others } = document;
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).map(canonicalStatement);
  return sorted({ ...others, Version, Statement: statements });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function canonicalStatement(statement: unknown): unknown {
  if (!isRecord(statement)) return statement;
  const members = Object.entries(statement).map(([name, value]) => [name, canonicalMember(name, value)]);
  return sorted(Object.fromEntries(members));
}

function canonicalMember(name: string, value: unknown): unknown {
  if (LISTS.has(name)) return listed(value);
  if (PRINCIPALS.has(name) && isRecord(value)) return sorted(mapped(value, listedPrincipals));
  if (name === "Condition" && isRecord(value))
    return sorted(mapped(value, (keys) => (isRecord(keys) ? sorted(mapped(keys, listed)) : keys)));
  return value;
}

function listed(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String).toSorted();
}

function listedPrincipals(value: unknown): readonly string[] {
  return listed(value)
    .map((principal) => principal.replace(ACCOUNT_ARN, "$1"))
    .toSorted();
}

function mapped(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function sorted(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A policy as text, as requests have it. */
export function policyText(policy: string | object): string {
  return typeof policy === "string" ? policy : JSON.stringify(policy);
}
