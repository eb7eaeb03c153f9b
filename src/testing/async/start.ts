import { type MockArguments, readArguments } from "../mock-arguments.js";
import { requestsFor } from "../model-tables.js";
import { mockOptions } from "../option-readers.js";
import { type Control, EmulatorLink } from "../server/emulator-link.js";
// What is made has both faces, whichever of them made it.
import { MockDynamoDB } from "../sync/mock.js";

/**
 * Starts an embedded DynamoDB on a thread of its own, makes the tables of the given models, and stands in for the default
 * client and for the models' own, until it is closed.
 *
 * Models that share a table get one with the indexes and the settings of all of them.
 *
 * Nothing but a loopback port is touched. Needs `dynalite`: `npm install --save-dev dynalite`.
 *
 * @param given - Models whose tables are made, and at last options.
 * @returns The embedded DynamoDB, ready for requests.
 * @throws `DynatwinError` when dynalite is not installed, the options are wrong, or models that share a table describe
 * it differently.
 *
 * @example
 * ```ts
 * import { attr, defineModel } from "dynatwin";
 * import { mockDynamoDB } from "dynatwin/testing";
 *
 * class User extends defineModel({
 *   table: "users",
 *   attributes: { id: attr.string().partitionKey(), name: attr.string() },
 * }) {}
 *
 * const db = await mockDynamoDB(User);
 * await new User({ id: "u1", name: "Alice" }).save();
 * console.log((await User.get({ id: "u1" }))?.name);
 * await db.close();
 * ```
 */
export async function mockDynamoDB(...given: MockArguments): Promise<MockDynamoDB> {
  const { models, options } = readArguments("mockDynamoDB", given, mockOptions);
  // First, so that the thread starts while the requests are made.
  const link = new EmulatorLink(options);
  const control: Control = link.asyncControl;
  try {
    const port = await control.ask("start", requestsFor(models));
    return new MockDynamoDB(link, port, models, options);
  } catch (error) {
    await control.end();
    throw error;
  }
}
