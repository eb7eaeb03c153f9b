import { contentOf, render } from "../generate-sync/docs.js";

/** The parts of a TSDoc comment. */
export interface Doc {
  /** The first paragraph. */
  readonly summary: string;
  readonly tags: readonly Tag[];
}

export interface Tag {
  /** `@param`. */
  readonly name: string;
  /** All of its lines. */
  readonly lines: readonly string[];
}

export function readDoc(comment: string): Doc {
  const lines = contentOf(comment);
  const tags: { name: string; lines: string[] }[] = [];
  const description: string[] = [];
  let isCode = false;
  for (const line of lines) {
    if (line.startsWith("```")) isCode = !isCode;
    const [name] = (!isCode && /^@\w+/.exec(line)) || [];
    if (name !== undefined) tags.push({ name, lines: [line] });
    else (tags.at(-1)?.lines ?? description).push(line);
  }
  const [summary = ""] = description.join("\n").split("\n\n");
  return { summary: summary.trim(), tags };
}

/** The tags of one comment, replaced by those of another one with the same name. */
export function mergeTags(tags: readonly Tag[], own: readonly Tag[]): Tag[] {
  const replaced = new Set(own.map(({ name }) => name));
  const merged = tags.flatMap((tag, index) => {
    if (!replaced.has(tag.name)) return [tag];
    const isFirst = tags.findIndex(({ name }) => name === tag.name) === index;
    return isFirst ? own.filter(({ name }) => name === tag.name) : [];
  });
  return [...merged, ...own.filter(({ name }) => tags.every((tag) => tag.name !== name))];
}

export function writeDoc(paragraphs: readonly string[], tags: readonly Tag[]): string {
  const lines = paragraphs.flatMap((text) => [...text.split("\n"), ""]);
  for (const { name, lines: own } of tags) {
    const text = own.join("\n").trimEnd().split("\n");
    lines.push(...(name === "@example" && lines.at(-1) !== "" ? ["", ...text] : text));
  }
  if (lines.at(-1) === "") lines.pop();
  return render(lines, "  ");
}
