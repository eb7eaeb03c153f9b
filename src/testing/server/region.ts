import { unknownOperation } from "../control-plane/aws-error.js";
import { durationsOf } from "../control-plane/durations.js";
import { operations } from "../control-plane/operations/index.js";
import { saveTable } from "../control-plane/saved-table.js";
import { withAskedNames, withTableNames } from "../control-plane/table-names.js";
import type { Operation } from "../control-plane/table-operation.js";
import type { ControlPlane } from "../control-plane/tables.js";
import { type Json, withoutNulls } from "../control-plane/wire.js";
import { Items, type ItemsContext } from "../items/items.js";
import { itemOperations } from "../items/operations/index.js";
import { streamOperations } from "../items/streams/operations/index.js";
import type { PreparedRequest } from "./protocol.js";
import type { RegionState } from "./state/emulator-state.js";

/** Whether an operation is supported. */
export function isSupported(operation: string): boolean {
  return operations.has(operation) || itemOperations.has(operation) || streamOperations.has(operation);
}

/** One region of the emulator: its tables, and their items. */
export class Region {
  readonly items: Items;
  readonly controlPlane: ControlPlane;

  constructor(controlPlane: ControlPlane, context: ItemsContext) {
    this.items = new Items(controlPlane, context);
    this.controlPlane = this.items.controlPlane;
  }

  get name(): string {
    return this.controlPlane.region;
  }

  /** All that is saved of this moment. */
  state(): RegionState {
    const { region, tables, backups } = this.controlPlane;
    return {
      region,
      tables: [...tables.values()].flatMap((table) => saveTable(table) ?? []),
      items: this.items.snapshot(),
      backups: [...backups.values()],
      sequenceNumber: this.items.streamContext.streams.lastNumber,
    };
  }

  /** Executes a request. Returns the answer, or throws DynamoDB's error. */
  execute(operation: string, original: Json): object {
    const executeOnStreams = streamOperations.get(operation);
    if (executeOnStreams) return executeOnStreams(this.items.streamContext, withoutNulls(original));
    const input = withTableNames(this.controlPlane, original);
    const execute = operations.get(operation);
    if (execute) return this.#changeTables(execute, input);
    const executeOnItems = itemOperations.get(operation);
    if (!executeOnItems) throw unsupported(operation);
    return withAskedNames(this.controlPlane, original, executeOnItems(this.items, input));
  }

  /** Executes requests with instant durations. Throws the first error, and skips the requests after it. */
  prepare(requests: readonly PreparedRequest[]): void {
    const limits = { ...this.controlPlane.limits, changesPerSecond: undefined };
    const controlPlane = { ...this.controlPlane, durations: durationsOf("instant"), limits };
    for (const { operation, input } of requests) {
      const execute = operations.get(operation);
      if (!execute) throw unsupported(operation);
      try {
        this.#changeTables(execute, input, controlPlane);
      } catch (cause) {
        const { name, message } = cause as Error;
        throw new Error(`${operation} of the table "${input["TableName"]}" failed: ${name}: ${message}`, { cause });
      }
    }
  }

  #changeTables(execute: Operation, input: Json, controlPlane = this.controlPlane): object {
    controlPlane.timeline.settle();
    const { store, commit } = execute(controlPlane, withoutNulls(input));
    if (store) this.items.change(store);
    return commit();
  }
}

function unsupported(operation: string) {
  return unknownOperation(`dynatwin's emulator does not support ${operation}.`);
}
