import { type ClassDeclaration, Node, ts } from "ts-morph";
import type { Edits } from "./edits.js";
import type { Mirror, Pair } from "./mirror.js";
import { removePiece } from "./remove-piece.js";
import { membersOf, type Selection } from "./selection.js";

/** `class AsyncClient` → `class DynamoClient extends AsyncClient`, with the twins and what these need of their own. */
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
    if (kept.has(member)) dropOverride(member, edits);
    else removePiece(member, edits);
  }
}

function headOf(node: ClassDeclaration, { rules }: Pair, mirror: Mirror): string {
  const name = node.getName() ?? "";
  const parameters = node.getTypeParameters();
  const list = (texts: string[]) => (texts.length > 0 ? `<${texts.join(", ")}>` : "");
  const declared = list(parameters.map((each) => each.getText()));
  const passed = list(parameters.map((each) => each.getName()));
  mirror.noteUse(name);
  return `${mirror.nameRule(rules, name) ?? name}${declared} extends ${name}${passed} `;
}

/** A twin is the first of its name, whatever its async method overrides. */
function dropOverride(member: Node, edits: Edits): void {
  if (!Node.isMethodDeclaration(member)) return;
  const override = member.getFirstModifierByKind(ts.SyntaxKind.OverrideKeyword);
  if (override) edits.remove(override.getStart(), override.getEnd() + 1);
}
