// Compiled, never run: the editor names what is wrong with a template, so its type must not become `never`.
import type { attr } from "../../src/index.js";
import type { CheckedTemplate } from "../../src/model/templates/template-types.js";

type Attributes = {
  readonly id: ReturnType<typeof attr.string>;
  readonly note: ReturnType<ReturnType<typeof attr.string>["optional"]>;
};
type ProblemOf<T extends string> = T & CheckedTemplate<T, Attributes, true> extends { readonly "~problem": infer P }
  ? [T & CheckedTemplate<T, Attributes, true>] extends [never]
    ? never
    : P
  : undefined;

export const ofSound: ProblemOf<"USER#{id}"> = undefined;
export const ofUnknown: ProblemOf<"USER#{idd}"> = "There is no attribute idd.";
export const ofOptional: ProblemOf<"USER#{note}"> =
  "Every item has this key. Take .optional() or .nullable() from note.";
