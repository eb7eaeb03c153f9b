/** The names of the key attributes of tables, by table: those of an item that is put are not told from its others. */
export type KeyNames = Readonly<Record<string, readonly string[]>>;

type Values = Readonly<Record<string, unknown>>;

/** One thing that a request is about, and the name by which an error may mention it already. */
interface Place {
  readonly text: string;
  readonly name?: string;
}

/** What is read of a request: what it may have depends on its operation. */
interface Input {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: Values;
  readonly Item?: Values;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, Input | undefined>>[];
}

const MOST_TABLES = 5;
const MOST_CHARACTERS = 40;

/** What a request is about, in words: `GetItem on table "users", key { id: "u1" }`. */
export function subjectOf(operation: string, input: object, keyNames: KeyNames = {}): string {
  const places = placesOf(input, keyNames).map(({ text }) => text);
  return places.length === 0 ? operation : `${operation} on ${places.join(", ")}`;
}

const located = new WeakSet<object>();

/** Says in an error what the request was about, where the error does not say it already. It stays the same object. */
export function locate(
  error: Error,
  operation: string,
  input: object,
  { keyNames, endpoint }: { readonly keyNames?: KeyNames | undefined; readonly endpoint?: string | undefined } = {},
): void {
  // One object may be thrown many times: by a stub of the user's.
  if (located.has(error)) return;
  located.add(error);
  const { message } = error;
  const places = placesOf(input, keyNames).filter(({ name }) => name === undefined || !mentions(message, name));
  const isNamed = new RegExp(`\\b${operation}\\b`).test(message);
  const asked = [isNamed ? "" : operation, places.map(({ text }) => text).join(", ")].filter(Boolean).join(" on ");
  const at = endpoint === undefined || message.includes(endpoint) ? "" : `at ${endpoint}`;
  const where = [asked, at].filter(Boolean).join(" ");
  const parts = partsOf(error, input, keyNames);
  say(error, [where && ` (${where})`, ...parts.map((part) => `\n  - ${part}`)].join(""));
}

/** Adds words to an error's message, and to its stack, which has those of when it was made. */
export function say(error: Error, words: string): void {
  const { message, stack } = error;
  if (words === "") return;
  const longer = `${message === "" ? nameOf(error) : message}${words}`;
  // Some have a message that cannot be set, and are better left as they are.
  if (!Reflect.set(error, "message", longer) || stack === undefined) return;
  const frames = stack.indexOf("\n    at ");
  Reflect.set(error, "stack", `${error.name}: ${longer}${frames < 0 ? "" : stack.slice(frames)}`);
}

/** An error about several addresses of one host has no message of its own. */
function nameOf(error: Error): string {
  return (error as { readonly code?: string }).code ?? error.name;
}

function placesOf(input: Input, keyNames: KeyNames = {}): Place[] {
  const { RequestItems, TransactItems } = input;
  if (RequestItems) return tablesOf(Object.keys(RequestItems));
  if (!TransactItems) return placesOfOne(input, keyNames);
  return tablesOf(TransactItems.flatMap((part) => Object.values(part)).map((action) => action?.TableName));
}

function placesOfOne({ TableName, IndexName, Key, Item }: Input, keyNames: KeyNames): Place[] {
  const places: Place[] = [];
  if (TableName !== undefined) places.push({ text: `table "${TableName}"`, name: TableName });
  if (IndexName !== undefined) places.push({ text: `index "${IndexName}"`, name: IndexName });
  const key = Key ?? (Item && keyOf(Item, keyNames[TableName ?? ""]));
  if (key) places.push({ text: `key ${keyText(key)}` });
  return places;
}

function tablesOf(names: readonly (string | undefined)[]): Place[] {
  const tables = [...new Set(names)].filter((name) => name !== undefined);
  const places = tables.slice(0, MOST_TABLES).map((name) => ({ text: `table "${name}"`, name }));
  const more = tables.length - places.length;
  return more > 0 ? [...places, { text: `${more} more tables` }] : places;
}

function keyOf(item: Values, names: readonly string[] | undefined): Values | undefined {
  return names && Object.fromEntries(names.map((name) => [name, item[name]]));
}

/** A key, short enough to read: values are what the caller's data is like. */
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
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

/** What became of each part of a transaction that was cancelled: DynamoDB lists the reasons without saying of what. */
function partsOf(error: Error, { TransactItems = [] }: Input, keyNames: KeyNames = {}): string[] {
  const { CancellationReasons: reasons } = error as { readonly CancellationReasons?: readonly Reason[] };
  if (!Array.isArray(reasons)) return [];
  return TransactItems.flatMap((part, place) => {
    const { Code = "None", Message } = (reasons[place] ?? {}) as Reason;
    if (Code === "None") return [];
    const [[action, request] = ["part", {}]] = Object.entries(part);
    const places = placesOfOne(request ?? {}, keyNames).map(({ text }) => text);
    return [`parts[${place}], ${action} on ${places.join(", ")}: ${[Code, Message].filter(Boolean).join(": ")}`];
  });
}

interface Reason {
  readonly Code?: string;
  readonly Message?: string;
}

/** Whether a text names something: behind a colon, a slash or a quotation mark, and not as a part of a longer name. */
function mentions(text: string, name: string): boolean {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?:[:/]\\s*|["'\`])${literal}(?![\\w-]|\\.\\w)`).test(text);
}
