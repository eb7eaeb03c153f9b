import { objectOf, oneOf, type Shape, string } from "../../src/table/shape.js";

// An option without a reader does not compile, in a type that is a union too.
type Options = { readonly name?: string } & ({ readonly key: string } | { readonly key?: undefined });
export const complete: Shape<Options> = { name: string, key: string };
// @ts-expect-error: `name` has no reader
export const withoutName: Shape<Options> = { key: string };
// @ts-expect-error: `key`, an option of one member of the union, has no reader
objectOf<Options>({ name: string });

// Neither does a choice that leaves out one of the values.
oneOf<"on" | "off">({ on: true, off: true });
// @ts-expect-error: "off" is missing
oneOf<"on" | "off">({ on: true });
