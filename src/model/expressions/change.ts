import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Place } from "./place.js";
import type { Scope } from "./scope.js";

/** The clauses of an update, in the order in which they are written. */
export const ACTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;
/** What an update does to an attribute, in DynamoDB's words. */
export type Action = (typeof ACTIONS)[number];

/** What a change makes of the stored value of its place. `undefined` is no value. */
export type Effect = (before: AttributeValue | undefined) => AttributeValue | undefined;

/** One change of an update, made by a field of the item: `item.age.set(31)`. */
export class Change {
  readonly #action: Action;
  readonly #place: Place;
  readonly #write: (path: string, scope: Scope) => string;
  readonly #effect: Effect | undefined;

  /** @internal */
  constructor(action: Action, place: Place, write: (path: string, scope: Scope) => string, effect?: Effect) {
    this.#action = action;
    this.#place = place;
    this.#write = write;
    this.#effect = effect;
  }

  /**
   * What it does, where that can be told without DynamoDB.
   *
   * @internal
   */
  get effect(): Effect | undefined {
    return this.#effect;
  }

  /** @internal */
  get action(): Action {
    return this.#action;
  }

  /** @internal */
  get place(): Place {
    return this.#place;
  }

  /** @internal */
  write(scope: Scope): string {
    return this.#write(this.#place.write(scope), scope);
  }
}
