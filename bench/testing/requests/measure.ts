import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { median } from "../../statistics.js";
import { EngineChild } from "./child.js";
import { ENGINES, type EngineName } from "./engine.js";
import { CREATE_TABLE, DESCRIBE_TABLE, fillRequests, KINDS, type Kind, type Request, requestOf } from "./requests.js";

const ROUNDS = 25;
/** Requests of a round. */
const REQUESTS: Record<Kind, number> = {
  put: 200,
  get: 200,
  update: 200,
  "query of 25": 60,
  "transaction of 4": 60,
  "batch of 25": 20,
};
/** Enough rounds for the optimizing compiler to finish. */
const WARM_UP_ROUNDS = 10;
const ITEMS = 1000;

/** The median CPU time of each kind of request, in microseconds. dynalite has no transactions. */
export type Costs = ReadonlyMap<EngineName, ReadonlyMap<Kind, number>>;

/** How one engine answers requests of a kind, and at what cost. */
interface Way {
  readonly name: EngineName;
  /** Microseconds of CPU time per request. */
  measure(kind: Kind, from: number): Promise<number>;
  end(): void;
}

/** The costs without HTTP, from the text of a request to the text of its answer. */
export async function measureEngines(): Promise<Costs> {
  return measureAlternately(await Promise.all(ENGINES.map(openEngine)));
}

/** The costs through HTTP: the CPU time of the server's process, with all of its threads. */
export async function measureServers(): Promise<Costs> {
  return measureAlternately(await Promise.all(ENGINES.map(openServer)));
}

/** All ways alternately in many rounds, so that other load affects all of them equally. */
async function measureAlternately(ways: readonly Way[]): Promise<Costs> {
  const costs = new Map(ways.map(({ name }) => [name, new Map<Kind, number>()]));
  for (const kind of KINDS) {
    const able = ways.filter(({ name }) => name === "dynatwin" || kind !== "transaction of 4");
    const rounds = new Map(able.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      for (const way of able) {
        const cost = await way.measure(kind, round * REQUESTS[kind]);
        if (round >= WARM_UP_ROUNDS) rounds.get(way.name)?.push(cost);
      }
    }
    for (const [name, each] of rounds) costs.get(name)?.set(kind, median(each));
  }
  for (const way of ways) way.end();
  return costs;
}

async function openEngine(name: EngineName): Promise<Way> {
  const child = await EngineChild.start(name);
  await child.execute({ do: "fill", count: ITEMS });
  return {
    name,
    measure: (kind, from) => child.execute({ do: "answer", kind, from, requests: REQUESTS[kind], count: ITEMS }),
    end: () => child.end(),
  };
}

async function openServer(name: EngineName): Promise<Way> {
  const child = await EngineChild.start(name);
  const port = await child.execute({ do: "serve" });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answer = (request: Request) => send(port, agent, request);
  await answer(CREATE_TABLE);
  while (!(await answer(DESCRIBE_TABLE)).includes('"TableStatus":"ACTIVE"'));
  for (const request of fillRequests(ITEMS)) await answer(request);
  return {
    name,
    measure: async (kind, from) => {
      const before = await child.execute({ do: "cpu" });
      for (let n = 0; n < REQUESTS[kind]; n++) await answer(requestOf(kind, from + n, ITEMS));
      return ((await child.execute({ do: "cpu" })) - before) / REQUESTS[kind];
    },
    end: () => {
      agent.destroy();
      child.end();
    },
  };
}

/** Sends a request with the headers that emulators need. */
async function send(port: number, agent: Agent, { operation, body }: Request): Promise<string> {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
    "x-amz-target": `DynamoDB_20120810.${operation}`,
    "x-amz-date": "20260101T000000Z",
    authorization:
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
  };
  const request = httpRequest({ host: "127.0.0.1", port, agent, method: "POST", headers });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage]; // the argument of that event
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${operation}: ${answer}`);
  return answer;
}
