import { string } from "../../validation/readers.js";
import { isGlobal, resourceOf } from "../cloudformation/resource-of.js";
import { unsupportedOf } from "../cloudformation/unsupported.js";
import { camelCase, logicalIds, namesIn } from "../names.js";
import type { ExportedTable, ExportOptions, Unsupported } from "../options.js";
import { readExport, type TableToExport } from "../read-tables.js";
import { Expression, print } from "../source/print.js";
import { propertiesOf } from "./properties.js";

/** What `toCdk` returns. */
export interface CdkExport {
  /** A TypeScript file. It needs `aws-cdk-lib` and `constructs`. */
  readonly source: string;
  /** What the constructs do not say, or say in another way; empty if there is nothing. */
  readonly unsupported: readonly Unsupported[];
}

/**
 * A TypeScript file for the AWS CDK with a stack of the tables. The constructs are those of CloudFormation's resources (`CfnTable`, and
 * `CfnGlobalTable` for a table with replicas), which say everything that CloudFormation does. Pure: nothing is sent. The same
 * definitions give the same file, in whatever order they are listed.
 *
 * @param tables - Models, tables of `defineTable`, and `[name, definition]`; the last argument can be options.
 * @returns The file, and what it does not say.
 * @throws `TableDefinitionError` with everything that is wrong with any of the definitions.
 *
 * @example
 * ```ts
 * import { toCdk } from "dynatwin/iac";
 *
 * const { source, unsupported } = toCdk(User, Order);
 * console.log(source, unsupported);
 * ```
 */
export function toCdk(
  ...tables: readonly ExportedTable[] | readonly [...tables: ExportedTable[], options: ExportOptions]
): CdkExport {
  const { tables: list, options } = readExport<ExportOptions>("toCdk", tables, { region: string });
  const ids = logicalIds(list);
  const properties = namesIn(list, propertyName);
  const constructs = list.map((table) => {
    const { tableName } = table;
    return constructOf(table, ids.get(tableName) ?? "", properties.get(tableName) ?? "", options);
  });
  const types = [...new Set(list.map(typeOf))].toSorted();
  const fields = constructs.map(({ property, type, tableName }) => {
    return `  /** The table ${JSON.stringify(tableName)}. */\n  readonly ${property}: ${type};\n`;
  });
  const source = [
    'import { RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";\n',
    `import { ${types.join(", ")} } from "aws-cdk-lib/aws-dynamodb";\n`,
    'import type { Construct } from "constructs";\n\n',
    "/** DynamoDB tables. They are retained when they leave the stack. */\n",
    "export class TablesStack extends Stack {\n",
    fields.join(""),
    "\n  constructor(scope: Construct, id: string, props?: StackProps) {\n    super(scope, id, props);\n",
    ...constructs.map(({ statements }) => statements),
    "  }\n}\n",
  ];
  return { source: source.join(""), unsupported: list.flatMap((table) => unsupportedOf(table, options)) };
}

function typeOf(table: TableToExport): string {
  return isGlobal(table) ? "CfnGlobalTable" : "CfnTable";
}

interface Construct {
  readonly tableName: string;
  readonly property: string;
  readonly type: string;
  /** The statements that make it. */
  readonly statements: string;
}

/** The name of a table's property, which does not begin with a digit. */
function propertyName(words: readonly string[]): string {
  const name = camelCase([...words, "table"]);
  return /^\d/.test(name) ? `table${name}` : name;
}

function constructOf(table: TableToExport, id: string, property: string, options: ExportOptions): Construct {
  const type = typeOf(table);
  const indent = "    ";
  const properties = propertiesOf(resourceOf(table, options).Properties, new Expression("this.region"));
  const start = `this.${property} = new ${type}(this, ${JSON.stringify(id)}, `;
  const statements = [
    `\n${indent}${start}${print(properties, indent, start.length + 2)});\n`,
    `${indent}this.${property}.applyRemovalPolicy(RemovalPolicy.RETAIN);\n`,
  ];
  return { tableName: table.tableName, property, type, statements: statements.join("") };
}
