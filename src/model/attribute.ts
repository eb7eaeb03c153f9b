import { TableDefinitionError } from "../errors.js";
import type { Codec, StorageType } from "./codec.js";
import { nullable } from "./containers.js";

/** The part that an attribute has in the table's key. */
export type KeyRole = "none" | "partitionKey" | "sortKey";
/** Whether an item needs the attribute: always, not at all, or not where a default stands in. */
export type Need = "required" | "optional" | "default";
/** The types that a key can have. */
export type KeyStorage = "S" | "N" | "B";

/** What is known of an attribute at run time. */
export interface AttributeSpec {
  readonly codec: Codec<unknown>;
  /** What the attribute was called in the definition: `string`, `date`, … */
  readonly kind: string;
  readonly canBeKey: boolean;
  readonly role: KeyRole;
  readonly need: Need;
  readonly defaultValue: unknown;
  /** Rises with every save, which fails when somebody else saved in between. */
  readonly isVersion: boolean;
  /** The attributes of a map, by name. */
  readonly members: Readonly<Record<string, AttributeSpec>> | undefined;
  /** What every element of a list or a record is. */
  readonly element: AttributeSpec | undefined;
}

/**
 * An attribute of a model: its type, whether it is needed, its part in the key.
 *
 * Attributes are made by {@link attr} and never change; every method returns a new one.
 */
export interface Attribute<
  V,
  S extends StorageType,
  R extends KeyRole = "none",
  N extends Need = "required",
  I = unknown,
> {
  /** @internal */
  readonly spec: AttributeSpec;
  /**
   * Types only: the value, its storage, its role, its need, and what is inside: a map's members, the one type of a list's
   * or a record's elements. Nothing is there at run time.
   *
   * @hidden
   */
  readonly "~types": {
    readonly value: V;
    readonly storage: S;
    readonly role: R;
    readonly need: N;
    readonly inside: I;
  };
  /** Items may go without it. */
  optional(): Attribute<V, S, R, "optional", I>;
  /** New items that do not name it get this value, or what the function returns. */
  default(value: V | (() => V)): Attribute<V, S, R, "default", I>;
  /** It may be null, which is stored as NULL. */
  nullable(): Attribute<V | null, S, R, N, I>;
}

/** An attribute of a type that a key can have. */
export interface KeyableAttribute<V, S extends KeyStorage, R extends KeyRole = "none", N extends Need = "required">
  extends Attribute<V, S, R, N> {
  optional(): KeyableAttribute<V, S, R, "optional">;
  default(value: V | (() => V)): KeyableAttribute<V, S, R, "default">;
  /** It is the table's partition key. */
  partitionKey(): KeyableAttribute<V, S, "partitionKey", N>;
  /** It is the table's sort key. */
  sortKey(): KeyableAttribute<V, S, "sortKey", N>;
  /**
   * Types only: an index may have it as a key.
   *
   * @hidden
   */
  readonly "~keyable": true;
}

/** A number, which can also be what optimistic locking counts with. */
export interface NumberAttribute<R extends KeyRole = "none", N extends Need = "required">
  extends KeyableAttribute<number, "N", R, N> {
  optional(): NumberAttribute<R, "optional">;
  default(value: number | (() => number)): NumberAttribute<R, "default">;
  partitionKey(): NumberAttribute<"partitionKey", N>;
  sortKey(): NumberAttribute<"sortKey", N>;
  /** It counts the saves of an item: a save or an update of an item that somebody else changed fails. */
  version(): NumberAttribute<R, "default">;
}

/** Any attribute, whatever its types. */
export type AnyAttribute = Attribute<unknown, StorageType, KeyRole, Need>;
/** The attributes of a model, by name. */
export type Attributes = Readonly<Record<string, AnyAttribute>>;

/** The one class behind the interfaces, which say what of it fits which type. */
class AttributeImpl {
  constructor(readonly spec: AttributeSpec) {}

  optional(...none: unknown[]): AttributeImpl {
    return this.#with({ need: "optional" }, "optional", none);
  }

  default(defaultValue?: unknown): AttributeImpl {
    if (defaultValue === undefined) throw this.#wrongArguments("default", "expected a value.", "give the default.");
    return this.#with({ need: "default", defaultValue }, "default");
  }

  nullable(...none: unknown[]): AttributeImpl {
    return this.#with({ codec: nullable(this.spec.codec), canBeKey: false }, "nullable", none);
  }

  partitionKey(...none: unknown[]): AttributeImpl {
    return this.#with({ role: "partitionKey" }, "partitionKey", none);
  }

  sortKey(...none: unknown[]): AttributeImpl {
    return this.#with({ role: "sortKey" }, "sortKey", none);
  }

  version(...none: unknown[]): AttributeImpl {
    return this.#with({ isVersion: true, need: "default", defaultValue: 0 }, "version", none);
  }

  /** @param none - What was given to a method that takes nothing, and would be ignored. */
  #with(changes: Partial<AttributeSpec>, method: string, none: readonly unknown[] = []): AttributeImpl {
    if (none.length > 0)
      throw this.#wrongArguments(method, "expected no arguments.", `write .${method}(), or leave it out.`);
    return new AttributeImpl({ ...this.spec, ...changes });
  }

  #wrongArguments(method: string, message: string, fix: string): TableDefinitionError {
    return new TableDefinitionError(`${this.spec.kind}.${method}`, [{ path: "", message, fix }]);
  }
}

interface Options {
  readonly canBeKey?: boolean;
  readonly members?: AttributeSpec["members"];
  readonly element?: AttributeSpec["element"];
}

/** Makes an attribute of a codec. The caller names the interface that the attribute's type deserves. */
export function makeAttribute<T extends AnyAttribute>(kind: string, codec: Codec<unknown>, options: Options = {}): T {
  const spec: AttributeSpec = {
    codec,
    kind,
    canBeKey: options.canBeKey ?? false,
    role: "none",
    need: "required",
    defaultValue: undefined,
    isVersion: false,
    members: options.members,
    element: options.element,
  };
  // The interfaces differ in types alone; the class has the methods of all of them.
  return new AttributeImpl(spec) as unknown as T;
}
