import { mockDynamoDB } from "dynatwin/testing";
import { Emulator } from "../../../src/testing/server/emulator.js";
import type { Engine, Server } from "./engine.js";

/** The function that the thread of the emulator calls for a request. */
export function openEngine(): Engine {
  const emulator = new Emulator({}, Date.now);
  return {
    answer: ({ operation, body }) => {
      const answer = emulator.answer(operation, JSON.parse(body));
      if (answer.status !== 200) throw new Error(`${operation}: ${answer.body}`);
      return answer.body;
    },
  };
}

export async function startServer(): Promise<Server> {
  const { endpoint } = await mockDynamoDB();
  return { port: Number(new URL(endpoint).port) };
}
