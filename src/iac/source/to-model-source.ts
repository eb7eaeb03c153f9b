import type { AttributeValue, TableDescription } from "@aws-sdk/client-dynamodb";
import { pointInTimeRecovery } from "../../table/definition/backup-reader.js";
import type { CommonSettings } from "../../table/definition/options.js";
import { checkOptions } from "../../validation/check-options.js";
import { defined } from "../../validation/defined.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { boolean, either, falseOr, oneOf, plainObject, readerOf, recordOf, string } from "../../validation/readers.js";
import { camelCase, pascalCase, wordsOf } from "../names.js";
import { identifier, isIdentifier } from "./identifiers.js";
import { modelDefinition } from "./model-definition.js";
import { print } from "./print.js";
import { sampleItems } from "./sample-items.js";
import { tableDefinition } from "./table-definition.js";
import { describedTable } from "./to-definition.js";

/** An item in DynamoDB's form. */
type SampleItem = Readonly<Record<string, AttributeValue>>;

/** The settings of a table that have requests of their own. */
export type SeparateTableSettings = Pick<
  CommonSettings,
  "timeToLive" | "pointInTimeRecovery" | "contributorInsights" | "tags" | "resourcePolicy"
>;

/** The options of `toModelSource`. */
export interface ModelSourceOptions {
  /** Sample items in DynamoDB's form, as Scan returns them: the attributes and their types are guessed from them. @defaultValue none */
  readonly items?: readonly SampleItem[] | undefined;
  /** Settings that a description does not have, as in the options of `createTable`. @defaultValue none: they are not in the source */
  readonly settings?: SeparateTableSettings | undefined;
  /** What the source defines: a model (`defineModel`), or a table that models share (`defineTable`). @defaultValue `"model"` */
  readonly kind?: "model" | "table" | undefined;
  /** The name of the class, or of the constant. @defaultValue a name made from that of the table */
  readonly name?: string | undefined;
}

const readers: OptionReaders<ModelSourceOptions> = {
  items: sampleItems,
  settings: objectOf<SeparateTableSettings>({
    timeToLive: falseOr(string),
    pointInTimeRecovery,
    contributorInsights: boolean,
    tags: recordOf(falseOr(string)),
    resourcePolicy: falseOr(either((value) => typeof value === "string", string, plainObject)),
  }),
  kind: oneOf("model", "table"),
  name: readerOf(
    (value): value is string => typeof value === "string" && isIdentifier(value),
    "an identifier that is no word of the language, nor an import of the source",
  ),
};

/**
 * The TypeScript source of a model, or of a `defineTable` table, for an existing table. A plan of it against that table is empty. Pure:
 * nothing is sent.
 *
 * Without sample items, the model has the attributes of keys only. With them, the types of all attributes are guessed: review them,
 * as an attribute that all samples have may be optional. An attribute whose type the samples do not tell is in a comment.
 *
 * @param description - What `describeTable` resolves to, or the `Table` of DescribeTable's answer.
 * @param options - Sample items, the kind of the source, the name.
 * @returns The source, formatted, with its imports.
 * @throws `TableDefinitionError` if an option is wrong, if the description is none, or if no model can have a key of the table.
 *
 * @example
 * ```ts
 * import { ScanCommand } from "@aws-sdk/client-dynamodb";
 * import { toModelSource } from "dynatwin/iac";
 *
 * const { Items = [] } = await client.send(new ScanCommand({ TableName: "users", Limit: 100 }));
 * console.log(toModelSource(await client.describeTable("users"), { items: Items }));
 * ```
 */
export function toModelSource(description: TableDescription, options: ModelSourceOptions = {}): string {
  const {
    items = [],
    settings = {},
    kind,
    name,
  } = checkOptions("toModelSource", options, objectOf<ModelSourceOptions>(readers));
  const [table, described] = describedTable("toModelSource", description);
  const definition = defined({ ...described, ...settings });
  const words = wordsOf(table);
  const isTable = kind === "table";
  const { definition: argument, comments } = isTable
    ? tableDefinition(table, definition)
    : modelDefinition(table, definition, items);
  const start = isTable
    ? `export const ${name ?? identifier(camelCase(words), "table")} = defineTable(`
    : `export class ${name ?? identifier(pascalCase(words), "Table")} extends defineModel(`;
  const end = isTable ? ");" : ") {}";
  const source = print(argument, "", start.length + end.length);
  const imports = isTable ? "defineTable" : "attr, defineModel";
  return `import { ${imports} } from "dynatwin";\n\n${comments.join("")}${start}${source}${end}\n`;
}
