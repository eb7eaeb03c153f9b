import { type ClassDeclaration, Node, ts } from "ts-morph";
import type { Edits } from "./edits.js";
import type { Mirror, Pair } from "./mirror.js";
import { removePiece } from "./remove-piece.js";
import { membersOf, type Selection } from "./selection.js";

/**
 * `class AsyncClient` → `class DynamoClient extends AsyncClient`, with the twins and the members that they use.
 *
 * If `AsyncClient extends TableCalls`, the mirrors form one chain after the async classes:
 * `SyncTableCalls extends AsyncClient`, `DynamoClient extends SyncTableCalls`.
 */
export function translateClass(
  node: ClassDeclaration,
  pair: Pair,
  mirror: Mirror,
  { kept }: Selection,
  edits: Edits,
): void {
  const name = node.getNameNodeOrThrow();
  const brace = node.getFirstChildByKindOrThrow(ts.SyntaxKind.OpenBraceToken);
  edits.replace(name.getStart(), brace.getStart(), headOf(node, pair, mirror));
  for (const member of membersOf(node)) {
    if (kept.has(member)) dropOverride(member, mirror.baseTwin(node), edits);
    else removePiece(member, edits);
  }
}

function headOf(node: ClassDeclaration, pair: Pair, mirror: Mirror): string {
  const parameters = node.getTypeParameters();
  const list = (texts: string[]) => (texts.length > 0 ? `<${texts.join(", ")}>` : "");
  const declared = list(parameters.map((each) => each.getText()));
  const passed = list(parameters.map((each) => each.getName()));
  const base = extendedName(node, pair, mirror);
  return `${mirrorName(node, pair, mirror)}${declared} extends ${base}${passed} `;
}

/** The name of the base class of a class's mirror. */
export function extendedName(node: ClassDeclaration, pair: Pair, mirror: Mirror): string {
  const { source, isMirror } = mirror.extendedBy(node);
  return isMirror ? mirrorName(source, pair, mirror) : (source.getName() ?? "");
}

function mirrorName(node: ClassDeclaration, { rules }: Pair, mirror: Mirror): string {
  const name = node.getName() ?? "";
  mirror.noteUse(name);
  return mirror.nameRule(rules, name) ?? name;
}

/** A twin has `override` only if it overrides another twin, independent of its async method. */
function dropOverride(member: Node, base: ClassDeclaration | undefined, edits: Edits): void {
  if (!Node.isMethodDeclaration(member) || base?.getType().getProperty(member.getName())) return;
  const override = member.getFirstModifierByKind(ts.SyntaxKind.OverrideKeyword);
  if (override) edits.remove(override.getStart(), override.getEnd() + 1);
}
