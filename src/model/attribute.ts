import { TableDefinitionError } from "../errors.js";
import type { Codec, StorageType } from "./codec.js";
import { nullable } from "./containers.js";
import type { Vector } from "./vectors.js";

/** The role of an attribute in the table's key. */
export type KeyRole = "none" | "partitionKey" | "sortKey";
/** Whether an item must have the attribute: required, optional, or with a default value. */
export type Need = "required" | "optional" | "default";
/** The storage types of keys. */
export type KeyStorage = "S" | "N" | "B";

/** An attribute at run time. */
export interface AttributeSpec {
  readonly codec: Codec<unknown>;
  /** The type of the attribute in the definition: `string`, `date`, … */
  readonly kind: string;
  readonly canBeKey: boolean;
  readonly isNullable: boolean;
  readonly role: KeyRole;
  readonly need: Need;
  readonly defaultValue: unknown;
  /** Whether it is the version, which every save increases, and which detects conflicting saves. */
  readonly isVersion: boolean;
  /** The attributes of a map, by name. */
  readonly members: Readonly<Record<string, AttributeSpec>> | undefined;
  /** The elements of a list or a record. */
  readonly element: AttributeSpec | undefined;
  /** How many numbers a vector has; `undefined` for other types. */
  readonly dimensions: number | undefined;
}

/**
 * An attribute of a model: its type, whether it is required, its role in the key.
 *
 * Attributes are created by {@link attr} and are immutable; every method returns a new one.
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
   * Types only: the value, its storage type, its role, whether it is required, and its content: a map's members, or the
   * type of a list's or a record's elements. It does not exist at run time.
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
  /** Makes the attribute optional. */
  optional(): Attribute<V, S, R, "optional", I>;
  /** New items without the attribute get this value, or the result of the function. */
  default(value: V | (() => V)): Attribute<V, S, R, "default", I>;
  /** Allows null, which is stored as NULL. */
  nullable(): Attribute<V | null, S, R, N, I>;
}

/** An attribute of a type that can be a key. */
export interface KeyableAttribute<V, S extends KeyStorage, R extends KeyRole = "none", N extends Need = "required">
  extends Attribute<V, S, R, N> {
  optional(): KeyableAttribute<V, S, R, "optional">;
  default(value: V | (() => V)): KeyableAttribute<V, S, R, "default">;
  /** Makes it the table's partition key. */
  partitionKey(): KeyableAttribute<V, S, "partitionKey", N>;
  /** Makes it the table's sort key. */
  sortKey(): KeyableAttribute<V, S, "sortKey", N>;
  /**
   * Types only: it can be a key of an index.
   *
   * @hidden
   */
  readonly "~keyable": true;
}

/** A number attribute, which can also be the version of items for optimistic locking. */
export interface NumberAttribute<R extends KeyRole = "none", N extends Need = "required">
  extends KeyableAttribute<number, "N", R, N> {
  optional(): NumberAttribute<R, "optional">;
  default(value: number | (() => number)): NumberAttribute<R, "default">;
  partitionKey(): NumberAttribute<"partitionKey", N>;
  sortKey(): NumberAttribute<"sortKey", N>;
  /**
   * Makes it the version of items: every save increases it, and a save or an update of an item that was changed by
   * another writer fails.
   */
  version(): NumberAttribute<R, "default">;
}

/** An attribute of vectors, which can be the vector of a vector index. */
export interface VectorAttribute<N extends Need = "required">
  extends Attribute<Float32Array, "L", "none", N, "vector"> {
  optional(): VectorAttribute<"optional">;
  default(value: Vector | (() => Vector)): VectorAttribute<"default">;
  /**
   * Types only: it can be the vector of an index.
   *
   * @hidden
   */
  readonly "~vector": true;
}

/** Any attribute, of any types. */
export type AnyAttribute = Attribute<unknown, StorageType, KeyRole, Need>;
/** The attributes of a model, by name. */
export type Attributes = Readonly<Record<string, AnyAttribute>>;

/** The implementation of all attribute interfaces, each of which has the methods that its type supports. */
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
    return this.#with({ codec: nullable(this.spec.codec), canBeKey: false, isNullable: true }, "nullable", none);
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

  /** @param none - The arguments of a method without parameters, which would be ignored. */
  #with(changes: Partial<AttributeSpec>, method: string, none: readonly unknown[] = []): AttributeImpl {
    if (none.length > 0)
      throw this.#wrongArguments(method, "expected no arguments.", `write .${method}(), or omit it.`);
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
  readonly dimensions?: number;
}

/** Creates an attribute from a codec. The caller names the interface of the attribute's type. */
export function makeAttribute<T extends AnyAttribute>(kind: string, codec: Codec<unknown>, options: Options = {}): T {
  const spec: AttributeSpec = {
    codec,
    kind,
    canBeKey: options.canBeKey ?? false,
    isNullable: false,
    role: "none",
    need: "required",
    defaultValue: undefined,
    isVersion: false,
    members: options.members,
    element: options.element,
    dimensions: options.dimensions,
  };
  // The interfaces differ in their types only; the class has the methods of all of them.
  return new AttributeImpl(spec) as unknown as T;
}
