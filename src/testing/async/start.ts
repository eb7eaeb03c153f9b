import { type MockArguments, readArguments, withRegion } from "../mock-arguments.js";
import { tableRequestsFor } from "../model-tables.js";
import { mockOptions } from "../option-readers.js";
import { type Control, EmulatorLink } from "../server/emulator-link.js";
// The mock has async and blocking methods, whichever function created it.
import { MockDynamoDB } from "../sync/mock.js";

/**
 * Starts an embedded DynamoDB on its own thread, creates the tables of the given models, and replaces the default client
 * and the clients of these models until it is closed.
 *
 * Models that share a table get one table with the indexes and settings of all of them.
 *
 * Uses a loopback port only.
 *
 * @param given - Models whose tables are created, and options as the last argument.
 * @returns The embedded DynamoDB, ready for requests.
 * @throws `DynatwinError` when the options are wrong, or models that share a table describe it differently.
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
  const { models, options: read } = readArguments("mockDynamoDB", given, mockOptions);
  const options = withRegion(read);
  // First, so that the thread starts while the requests are built.
  const link = new EmulatorLink(options);
  const control: Control = link.asyncControl;
  try {
    const port = await control.ask("start", tableRequestsFor(models));
    return new MockDynamoDB(link, port, models, options);
  } catch (error) {
    await control.end();
    throw error;
  }
}
