import { type DocNames, translateExample } from "./examples.js";
import { twinNameOf } from "./rules.js";

const LINK =
  /\{@(link|linkcode|linkplain)(\s+)([A-Za-z_$][\w$]*)(?:([.#])([\w$]+))?(?:(\s*\|\s*|\s+)([^}|]*?))?(\s*)\}/g;

/**
 * Translates a TSDoc comment: its links and its examples. A twin has the summary, the tags, and a link to the async
 * method, which has the long text.
 */
export function translateDoc(comment: string, indent: string, names: DocNames, twinOf?: string): string {
  const lines = contentOf(comment);
  const translated = translateFences(twinOf ? withoutLongText(lines) : lines, names);
  if (twinOf) addSentence(translated, twinOf);
  const [only = ""] = translated;
  if (translated.length === 1 && !comment.includes("\n")) return `/** ${only} */`;
  return render(translated, indent);
}

/** A comment of several lines. The first has no indentation, because it replaces another comment. */
export function render(lines: readonly string[], indent: string): string {
  const body = lines.map((line) => `${indent} * ${line}`.trimEnd());
  return ["/**", ...body, `${indent} */`].join("\n");
}

/** The TSDoc of a twin whose async method has no TSDoc. */
export function newDoc(twinOf: string): string {
  return `/** ${sentenceOf(twinOf)} */`;
}

/** The lines of a comment, without the comment markers. */
export function contentOf(comment: string): string[] {
  const inner = comment.slice("/**".length, -"*/".length);
  const lines = inner
    .split("\n")
    .map((line, index) => (index === 0 ? line.trim() : line.replace(/^\s*\* ?/, "").trimEnd()));
  if (lines[0] === "") lines.shift();
  if (lines.at(-1)?.trim() === "") lines.pop();
  return lines;
}

/** Translates code between fences as an example, and everything else as text. */
function translateFences(lines: readonly string[], names: DocNames): string[] {
  const result: string[] = [];
  let part: string[] = [];
  let isCode = false;
  const finish = () => {
    const text = part.join("\n");
    if (part.length > 0)
      result.push(...(isCode ? translateExample(text, names) : translateLinks(text, names)).split("\n"));
    part = [];
  };
  for (const line of lines) {
    if (!line.trimStart().startsWith("```")) {
      part.push(line);
      continue;
    }
    finish();
    isCode = !isCode && /^\s*```(ts|tsx|typescript|js|javascript)\b/.test(line);
    result.push(line);
  }
  finish();
  return result;
}

function translateLinks(text: string, { names, twins }: DocNames): string {
  return text.replace(LINK, (_link, tag, gap, name: string, dot = "", member = "", bar = "", label = "", end = "") => {
    const hasTwin = twins.get(sourceOf(name, names))?.has(member) === true;
    const newName = Object.hasOwn(names, name) ? names[name] : name;
    const newMember = hasTwin ? twinNameOf(member) : member;
    const target = `${newName}${dot}${newMember}`;
    const newLabel = label === member ? newMember : label === `${name}.${member}` || label === name ? target : label;
    return `{@${tag}${gap}${target}${bar}${newLabel}${end}}`;
  });
}

/** The name in the source of a link's target: the link has the name of the twin class, which has both methods. */
function sourceOf(name: string, names: DocNames["names"]): string {
  return Object.keys(names).find((each) => names[each] === name) ?? name;
}

/** The summary, which is the first paragraph, and the tags. */
function withoutLongText(lines: readonly string[]): string[] {
  const firstTag = lines.findIndex((line) => line.startsWith("@"));
  const tags = firstTag === -1 ? [] : lines.slice(firstTag);
  const summary = lines.slice(0, endOfSummary(lines));
  return summary.length > 0 && tags.length > 0 ? [...summary, "", ...tags] : [...summary, ...tags];
}

function endOfSummary(lines: readonly string[]): number {
  const end = lines.findIndex((line) => line === "" || line.startsWith("@"));
  return end === -1 ? lines.length : end;
}

function addSentence(lines: string[], twinOf: string): void {
  const at = endOfSummary(lines);
  const added = at === 0 ? [sentenceOf(twinOf)] : ["", sentenceOf(twinOf)];
  if (lines[at] !== undefined && lines[at] !== "") added.push("");
  lines.splice(at, 0, ...added);
}

/** The twin class has both methods, so the link does not name a class. */
function sentenceOf(method: string): string {
  return `The blocking twin of {@link ${method}}.`;
}
