// Compiled, never run: the types of attributes with schemas of other libraries.
import { type } from "arktype";
import { attr, defineModel, type ValueOf } from "dynatwin";
import * as v from "valibot";
import { z } from "zod";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only for `true`. */
type Holds<Proof extends true> = Proof;

const schemas = {
  email: attr.schema(z.string().email(), "S"),
  age: attr.schema(v.pipe(v.number(), v.integer()), "N"),
  address: attr.schema(type({ city: "string" }), "M"),
};

export type OfOtherLibraries = [
  Holds<Equal<ValueOf<typeof schemas.email>, string>>,
  Holds<Equal<ValueOf<typeof schemas.age>, number>>,
  Holds<Equal<ValueOf<typeof schemas.address>, { city: string }>>,
  Holds<Equal<(typeof schemas.email)["~types"]["storage"], "S">>,
];

export const refused = () =>
  defineModel({
    table: "schema of another storage type",
    attributes: {
      pk: attr.string().partitionKey(),
      // @ts-expect-error: there is no such storage type
      email: attr.schema(z.string(), "string"),
    },
  });
