import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec } from "../attribute.js";
import type { Codec } from "../codec.js";
import type { Ability } from "./abilities.js";
import type { Operand } from "./comparison.js";
import type { Place } from "./place.js";
import type { Scope } from "./scope.js";

/** The codec of what an attribute is compared with, or changed by. */
export type CodecOf = (spec: AttributeSpec) => Codec<unknown>;

/** That of the attribute itself. */
export const whole: CodecOf = ({ codec }) => codec;

/** A place with the codec of what it is compared with. */
export class PlaceOperand implements Operand {
  constructor(
    readonly place: Place,
    readonly codecOf: CodecOf,
    readonly needs?: { readonly ability: Ability; readonly method: string },
  ) {}

  write(scope: Scope): string {
    if (this.needs !== undefined) checkAbility(scope, this.place, this.needs.ability, this.needs.method);
    return this.place.write(scope);
  }

  encode(scope: Scope, value: unknown): AttributeValue | undefined {
    const { spec } = this.place;
    if (spec === undefined || this.needs?.ability.fits(spec) === false) return undefined;
    return this.place.encode(scope, this.codecOf(spec), value);
  }

  toString(): string {
    return String(this.place);
  }
}

/** Reports what the type of an attribute cannot do. The types say so first, but JavaScript does not listen. */
function checkAbility(scope: Scope, place: Place, ability: Ability, method: string): void {
  const { spec } = place;
  if (spec === undefined || ability.fits(spec)) return;
  scope.report(
    `${place}.${method}`,
    `an attribute of type ${spec.kind} has no ${method}.`,
    `it is for ${ability.types}.`,
  );
}
