import { tableNameIn } from "../dynamodb/arns.js";

/** The names of the key attributes by table: in an item that is put, they look like all other attributes. */
export type KeyNames = Readonly<Record<string, readonly string[]>>;

type Values = Readonly<Record<string, unknown>>;

/** A table, index or key that a request is about, and the name by which an error can mention it already. */
interface Target {
  readonly text: string;
  readonly name?: string;
}

/** The members of requests that are read, of all operations. */
interface Input {
  readonly TableName?: string;
  readonly ResourceArn?: string;
  readonly TargetTableName?: string;
  readonly BackupArn?: string;
  readonly IndexName?: string;
  readonly Key?: Values;
  readonly Item?: Values;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Input | undefined>>[];
}

const MAX_TABLES = 5;
const MAX_KEY_CHARACTERS = 40;

/** How errors name a request, besides its operation and its input. */
interface Naming {
  readonly keyNames?: KeyNames | undefined;
  /** The region, where it is not the client's. */
  readonly region?: string | undefined;
}

/** What a request is about, as text: `GetItem on table "users", key { id: "u1" }`. */
export function subjectOf(operation: string, input: object, { keyNames, region }: Naming = {}): string {
  const targets = targetsOf(input, keyNames).map(({ text }) => text);
  const subject = targets.length === 0 ? operation : `${operation} on ${targets.join(", ")}`;
  return region === undefined ? subject : `${subject} in ${region}`;
}

const withSubject = new WeakSet<object>();

/** Adds the subject of the request to the message of an error, unless the message contains it already. */
export function addSubject(
  error: Error,
  operation: string,
  input: object,
  { keyNames, region, endpoint }: Naming & { readonly endpoint?: string | undefined } = {},
): void {
  // A stub can throw the same object many times.
  if (withSubject.has(error)) return;
  withSubject.add(error);
  const { message } = error;
  const targets = targetsOf(input, keyNames).filter(({ name }) => name === undefined || !mentions(message, name));
  const isNamed = new RegExp(`\\b${operation}\\b`).test(message);
  const asked = [isNamed ? "" : operation, targets.map(({ text }) => text).join(", ")].filter(Boolean).join(" on ");
  const at = endpoint === undefined || message.includes(endpoint) ? "" : `at ${endpoint}`;
  const where = [asked, region && `in ${region}`, at].filter(Boolean).join(" ");
  const parts = partsOf(error, input, keyNames);
  appendToMessage(error, [where && ` (${where})`, ...parts.map((part) => `\n  - ${part}`)].join(""));
}

/** Appends text to an error's message, and to its stack, which contains the message. */
export function appendToMessage(error: Error, words: string): void {
  const { message, stack } = error;
  if (words === "") return;
  const longer = `${message === "" ? nameOf(error) : message}${words}`;
  // An error whose message cannot be set is left unchanged.
  if (!Reflect.set(error, "message", longer) || stack === undefined) return;
  const frames = stack.indexOf("\n    at ");
  Reflect.set(error, "stack", `${error.name}: ${longer}${frames < 0 ? "" : stack.slice(frames)}`);
}

/** An error about several addresses of one host has an empty message. */
function nameOf(error: Error): string {
  return (error as { readonly code?: string }).code ?? error.name;
}

function targetsOf(input: Input, keyNames: KeyNames = {}): Target[] {
  const { RequestItems, TransactItems } = input;
  if (RequestItems) return tablesOf(Object.keys(RequestItems));
  if (!TransactItems) return targetsOfPart(input, keyNames);
  return tablesOf(TransactItems.flatMap((part) => Object.values(part)).map((action) => action?.TableName));
}

function targetsOfPart(input: Input, keyNames: KeyNames): Target[] {
  const { ResourceArn, IndexName, BackupArn, Key, Item } = input;
  const TableName = input.TableName ?? input.TargetTableName ?? (ResourceArn && tableNameIn(ResourceArn));
  const targets: Target[] = [];
  if (TableName !== undefined) targets.push({ text: `table "${TableName}"`, name: TableName });
  if (IndexName !== undefined) targets.push({ text: `index "${IndexName}"`, name: IndexName });
  if (BackupArn !== undefined) targets.push({ text: `backup ${BackupArn}`, name: BackupArn });
  const key = Key ?? (Item && keyOf(Item, keyNames[TableName ?? ""]));
  if (key) targets.push({ text: `key ${keyText(key)}` });
  return targets;
}

function tablesOf(names: readonly (string | undefined)[]): Target[] {
  const tables = [...new Set(names)].filter((name) => name !== undefined);
  const targets = tables.slice(0, MAX_TABLES).map((name) => ({ text: `table "${name}"`, name }));
  const more = tables.length - targets.length;
  return more > 0 ? [...targets, { text: `${more} more tables` }] : targets;
}

function keyOf(item: Values, names: readonly string[] | undefined): Values | undefined {
  return names && Object.fromEntries(names.map((name) => [name, item[name]]));
}

/** A key as text, shortened because its values can be long. */
function keyText(key: Values): string {
  const members = Object.entries(key).map(([name, value]) => `${name}: ${valueText(value)}`);
  return `{ ${members.join(", ")} }`;
}

function valueText(value: unknown): string {
  const { S, N, B } = Object(value) as { readonly S?: string; readonly N?: string; readonly B?: Uint8Array };
  if (S !== undefined) return JSON.stringify(short(String(S)));
  if (N !== undefined) return short(String(N));
  return B === undefined ? "…" : `${B.byteLength} bytes`;
}

function short(text: string): string {
  return text.length <= MAX_KEY_CHARACTERS ? text : `${text.slice(0, MAX_KEY_CHARACTERS)}…`;
}

/** The failed parts of a cancelled transaction with their subjects: DynamoDB lists the reasons only. */
function partsOf(error: Error, { TransactItems = [] }: Input, keyNames: KeyNames = {}): string[] {
  const { CancellationReasons: reasons } = error as { readonly CancellationReasons?: readonly Reason[] };
  if (!Array.isArray(reasons)) return [];
  return TransactItems.flatMap((part, index) => {
    const { Code = "None", Message } = (reasons[index] ?? {}) as Reason;
    if (Code === "None") return [];
    const [[action, request] = ["part", {}]] = Object.entries(part);
    const targets = targetsOfPart(request ?? {}, keyNames).map(({ text }) => text);
    return [`parts[${index}], ${action} on ${targets.join(", ")}: ${[Code, Message].filter(Boolean).join(": ")}`];
  });
}

interface Reason {
  readonly Code?: string;
  readonly Message?: string;
}

/** Whether a text contains a name: after a colon, a slash or a quotation mark, and not as part of a longer name. */
function mentions(text: string, name: string): boolean {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?:[:/]\\s*|["'\`])${literal}(?![\\w-]|\\.\\w)`).test(text);
}
