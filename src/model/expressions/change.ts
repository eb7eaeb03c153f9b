import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DocumentPath } from "./document-path.js";
import type { Scope } from "./scope.js";

/** The clauses of an update, in the order in which they are written. */
export const ACTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;
/** The clause of an update, with DynamoDB's keyword. */
export type Action = (typeof ACTIONS)[number];

/** Returns the stored value of a path after a change. `undefined` means no value. */
export type Effect = (before: AttributeValue | undefined) => AttributeValue | undefined;

/** One change of an update, created by a field of the item: `item.age.set(31)`. */
export class Change {
  readonly #action: Action;
  readonly #path: DocumentPath;
  readonly #write: (path: string, scope: Scope) => string;
  readonly #effect: Effect | undefined;

  /** @internal */
  constructor(action: Action, path: DocumentPath, write: (path: string, scope: Scope) => string, effect?: Effect) {
    this.#action = action;
    this.#path = path;
    this.#write = write;
    this.#effect = effect;
  }

  /**
   * Computes the result, if that is possible without DynamoDB.
   *
   * @internal
   */
  get effect(): Effect | undefined {
    return this.#effect;
  }

  /**
   * Whether the result depends on the stored value: an effect without a parameter is the same for all.
   *
   * @internal
   */
  get dependsOnStored(): boolean {
    return this.#effect === undefined || this.#effect.length > 0;
  }

  /** @internal */
  get action(): Action {
    return this.#action;
  }

  /** @internal */
  get path(): DocumentPath {
    return this.#path;
  }

  /** @internal */
  write(scope: Scope): string {
    return this.#write(this.#path.write(scope), scope);
  }
}
