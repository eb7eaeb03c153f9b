// useDynamoDB accepts the hooks of each runner. jest's own types are not installed; vitest's are similar.
import * as node from "node:test";
import type { TestHooks } from "dynatwin/testing";
import * as vitest from "vitest";

export const ofNode: TestHooks = { beforeAll: node.before, afterAll: node.after, beforeEach: node.beforeEach };
export const ofMocha: TestHooks = { beforeAll: before, afterAll: after, beforeEach, afterEach };
export const ofVitest: TestHooks = {
  beforeAll: vitest.beforeAll,
  afterAll: vitest.afterAll,
  beforeEach: vitest.beforeEach,
  afterEach: vitest.afterEach,
};
