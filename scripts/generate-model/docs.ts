import type { MethodDeclaration } from "ts-morph";
import type { Failures } from "../generate-sync/failures.js";
import { type Doc, mergeTags, readDoc, type Tag, writeDoc } from "./doc.js";
import { type ExampleModels, exampleOfModel } from "./example.js";
import { isForModels, type TableMethod } from "./table-methods.js";

/** The facts about all methods for the comments of models. */
export interface DocContext {
  /** The public name of the client's class. */
  readonly clientName: string;
  readonly methods: ReadonlySet<string>;
  readonly models: ExampleModels;
  readonly failures: Failures;
}

const NOTHING: Doc = { summary: "", tags: [] };

/**
 * The TSDoc of a model's method: the summary, the tags and the example of the client's, without the long text. The
 * parts of a comment on a declaration for models only replace these.
 */
export function docOfModel(form: MethodDeclaration, method: TableMethod, context: DocContext): string {
  const own = docOf(form);
  const shared = isForModels(form) ? docOf(method.declarations.find((each) => !isForModels(each))) : own;
  if (shared === undefined) return "";
  const { summary, tags } = (isForModels(form) ? own : undefined) ?? NOTHING;
  const translated = shared.tags.map((tag) => (tag.name === "@example" ? exampleOf(tag, form, tags, context) : tag));
  const kept = mergeTags(translated.filter(isOfModel), tags.filter(isOfModel));
  const reference = `See {@link ${context.clientName}.${method.name}} for details, AWS operations and permissions.`;
  return writeDoc([summary || summaryOf(shared, form, context), reference], kept);
}

function docOf(declaration: MethodDeclaration | undefined): Doc | undefined {
  const comment = declaration?.getJsDocs().at(-1)?.getText();
  return comment === undefined ? undefined : readDoc(comment);
}

function isOfModel({ name, lines: [first = ""] }: Tag): boolean {
  return name !== "@internal" && !first.startsWith("@param table ");
}

function summaryOf({ summary }: Doc, form: MethodDeclaration, { failures }: DocContext): string {
  const translated = summary.replace(/\ba table\b/, "the model's table");
  if (translated === summary) {
    failures.at(
      form,
      `The summary of \`${form.getName()}\` does not contain "a table", which is replaced for models.`,
      "Write it.",
    );
  }
  return translated;
}

function exampleOf(tag: Tag, form: MethodDeclaration, own: readonly Tag[], context: DocContext): Tag {
  if (own.some(({ name }) => name === "@example")) return tag;
  const text = tag.lines.join("\n");
  const code = text.replace(/(?<=```ts\n)[\s\S]*?(?=\n```)/, (code) =>
    exampleOfModel(code, context.methods, context.models),
  );
  if (!new RegExp(`\\b(${[...context.models.values()].join("|")})\\.${form.getName()}\\(`).test(code)) {
    const problem = `The example of \`${form.getName()}\` has no call with a model of examples/prelude.ts or its table.`;
    context.failures.at(form, problem, "Write one, or an @example at an overload with `table: AnyTable`.");
  }
  return { ...tag, lines: code.split("\n") };
}
