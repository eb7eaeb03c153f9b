import { randomUUID } from "node:crypto";
import type { Scenario } from "./stub-scenario.js";

type Json = Record<string, unknown>;

interface StubTable {
  readonly description: Json;
  readonly createdAt: number;
  deletedAt: number | undefined;
  readonly isOld: boolean;
}

/** An error that the control plane answers with. */
export class StubError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Just enough of DynamoDB's control plane to script its timing: what is not scripted is answered at once. */
export class StubControlPlane {
  readonly #tables = new Map<string, StubTable>();
  readonly #answered = new Map<string, number>();

  constructor(
    private readonly scenario: Scenario,
    private readonly now: () => number,
  ) {
    for (const [name, description] of Object.entries(scenario.tables ?? {})) {
      const table = {
        TableName: name,
        TableId: randomUUID(),
        CreationDateTime: 0,
        TableStatus: "ACTIVE",
        ...description,
      };
      this.#tables.set(name, { description: table, createdAt: 0, deletedAt: undefined, isOld: true });
    }
  }

  answer(operation: string, input: Json): Json {
    const scripted = this.scenario.answers?.[operation];
    if (scripted !== undefined) return this.#nextOf(operation, scripted);
    const name = String(input["TableName"]);
    switch (operation) {
      case "CreateTable":
        return { TableDescription: this.#create(name, input) };
      case "DescribeTable":
        return { Table: this.#describe(name) };
      case "DeleteTable":
        return { TableDescription: this.#delete(name) };
      case "UpdateTable":
        return { TableDescription: Object.assign(this.#find(name).description, input) };
      case "ListTables":
        return this.#list(input);
      default:
        this.#find(name);
        return {};
    }
  }

  #nextOf(operation: string, scripted: readonly object[]): Json {
    const place = this.#answered.get(operation) ?? 0;
    this.#answered.set(operation, place + 1);
    return (scripted[place] ?? scripted.at(-1) ?? {}) as Json;
  }

  #create(name: string, input: Json): Json {
    if (this.#lookUp(name)) throw new StubError("ResourceInUseException", `Table already exists: ${name}`);
    const { BillingMode, Tags: _, ...members } = input;
    const description = {
      ...members,
      TableName: name,
      TableId: randomUUID(),
      CreationDateTime: Date.now() / 1000,
      ...(BillingMode === "PAY_PER_REQUEST" && { BillingModeSummary: { BillingMode } }),
    };
    this.#tables.set(name, { description, createdAt: this.now(), deletedAt: undefined, isOld: false });
    return this.#view(this.#find(name));
  }

  #describe(name: string): Json {
    const table = this.#find(name);
    if (!table.isOld && this.#age(table) < (this.scenario.appearSeconds ?? 0)) throw notFound(name);
    return this.#view(table);
  }

  #delete(name: string): Json {
    const table = this.#find(name);
    if (table.deletedAt !== undefined) throw new StubError("ResourceInUseException", `Table is being deleted: ${name}`);
    if (table.description["DeletionProtectionEnabled"] === true) {
      const message =
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
      throw new StubError("ValidationException", message);
    }
    table.deletedAt = this.now();
    return this.#view(table);
  }

  #list({ Limit = 100, ExclusiveStartTableName = "" }: Json): Json {
    const names = [...this.#tables.keys()].toSorted().filter((name) => name > String(ExclusiveStartTableName));
    const page = names.slice(0, Number(Limit));
    return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
  }

  #view(table: StubTable): Json {
    const { createSeconds = 0, indexSeconds = createSeconds } = this.scenario;
    const ready = (seconds: number) => (table.isOld || this.#age(table) >= seconds ? "ACTIVE" : "CREATING");
    const phases = (this.scenario.phases ?? []).filter(({ fromSecond }) => this.now() / 1000 >= fromSecond);
    const indexes = table.description["GlobalSecondaryIndexes"] as Json[] | undefined;
    return {
      TableStatus: ready(createSeconds),
      ...table.description,
      ...(indexes && {
        GlobalSecondaryIndexes: indexes.map((index) => ({ IndexStatus: ready(indexSeconds), ...index })),
      }),
      ...(table.deletedAt !== undefined && { TableStatus: "DELETING" }),
      ...Object.assign({}, ...phases.map((phase) => phase.table)),
    };
  }

  #age(table: StubTable): number {
    return (this.now() - table.createdAt) / 1000;
  }

  #lookUp(name: string): StubTable | undefined {
    const table = this.#tables.get(name);
    const goneAfter = (this.scenario.deleteSeconds ?? 0) * 1000;
    if (table?.deletedAt === undefined || this.now() - table.deletedAt < goneAfter) return table;
    this.#tables.delete(name);
    return undefined;
  }

  #find(name: string): StubTable {
    const table = this.#lookUp(name);
    if (table === undefined) throw notFound(name);
    return table;
  }
}

function notFound(name: string): StubError {
  return new StubError("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
}
