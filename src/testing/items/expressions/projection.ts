import { type AttributeValue, attributeOf, type Item, setMember } from "../values/attribute-value.js";
import { Memo } from "./memo.js";
import { type PathTree, treeOf } from "./path-tree.js";
import { checkDistinctPaths, type Path } from "./paths.js";
import type { Placeholders } from "./placeholders.js";
import { type RawPath, readPath, reservedNameIn, reservedWordText, resolvePath } from "./raw-operands.js";
import { TokenReader } from "./token-reader.js";

/** The paths of a projection. */
export interface Projection {
  readonly paths: readonly Path[];
  readonly tree: PathTree<true>;
}

const NO_KEYWORDS: ReadonlySet<string> = new Set();

/** The projection of some paths, none of which is the beginning of another. */
export function projectionOf(paths: readonly Path[]): Projection {
  return { paths, tree: treeOf(paths.map((path) => [path, true])) };
}

/** A projection with its names not resolved yet. */
interface ReadProjection {
  readonly reader: TokenReader;
  readonly raw: readonly RawPath[];
}

const projections = new Memo<ReadProjection>();

/** Parses a projection, checks it, and resolves its names. */
export function parseProjection(text: string, placeholders: Placeholders): Projection {
  const { reader, raw } = projections.get(text, readProjection);
  const paths = raw.map((path) => resolvePath(reader, placeholders, path));
  checkDistinctPaths((message) => reader.error(message), paths);
  return projectionOf(paths);
}

function readProjection(text: string): ReadProjection {
  const reader = new TokenReader("ProjectionExpression", text);
  const raw: RawPath[] = [];
  do raw.push(readPath(reader, NO_KEYWORDS));
  while (reader.takes(","));
  reader.expectEnd();
  for (const path of raw) {
    const word = reservedNameIn(path);
    if (word !== undefined) throw reader.error(reservedWordText(word));
  }
  return { reader, raw };
}

/** What a projection leaves of an item. Elements of lists are in the order of the list, without gaps. */
export function project({ tree }: Projection, item: Item): Item {
  return projectMembers(tree, item);
}

function projectMembers(tree: PathTree<true>, item: Item): Item {
  const projected: Record<string, AttributeValue> = {};
  for (const [name, rest] of tree) {
    const value = typeof name === "string" ? projectValue(rest, attributeOf(item, name)) : undefined;
    if (value !== undefined && typeof name === "string") setMember(projected, name, value);
  }
  return projected;
}

function projectValue(tree: true | PathTree<true>, value: AttributeValue | undefined): AttributeValue | undefined {
  if (tree === true || value === undefined) return value;
  if ("M" in value) {
    const M = projectMembers(tree, value.M);
    return Object.keys(M).length > 0 ? { M } : undefined;
  }
  const L = "L" in value ? projectElements(tree, value.L) : [];
  return L.length > 0 ? { L } : undefined;
}

function projectElements(tree: PathTree<true>, list: readonly AttributeValue[]): AttributeValue[] {
  const places = [...tree.keys()].filter((place) => typeof place === "number").sort((a, b) => a - b);
  return places.flatMap((place) => projectValue(tree.get(place) ?? true, list[place]) ?? []);
}
