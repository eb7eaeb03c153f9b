import { expect } from "chai";
import type { Played } from "./played.js";
import { definition } from "./table-requests.js";

/** What is wrong, as members of a CreateTable request that is right without them, and what DynamoDB says of it. */
export type Mistake = readonly [what: string, members: object, says: string];

/** A test for each mistake. */
export function itRefuses(played: () => Played, mistakes: readonly Mistake[]): void {
  for (const [what, members, says] of mistakes) {
    it(`refuses ${what}`, async () => {
      const refusal = await played().refusal("CreateTable", definition("mistake", members));
      expect(refusal).to.match(/^ValidationException: /);
      expect(refusal).to.include(says);
    });
  }
}
