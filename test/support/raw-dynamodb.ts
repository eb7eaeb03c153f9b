import { Agent, request } from "node:http";
import { setImmediate } from "node:timers/promises";
import { STREAM_OPERATION_NAMES } from "../../src/dynamodb/operation-names.js";
import { signatureFor } from "./signature.js";

/** The outcome of a request: the error's name without its namespace, or `undefined` for a success. */
export interface RawAnswer {
  readonly status: number;
  readonly error: string | undefined;
  readonly message: string;
  readonly body: Record<string, unknown>;
}

/** A DynamoDB on this machine, accessed without the SDK: faster, and without checks of the requests. */
export class RawDynamoDB {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #endpoint: string;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  /** Creates a table and deletes it again, so that the server stays as empty as it was. */
  async tryTable(input: { readonly TableName?: string | undefined }): Promise<RawAnswer> {
    const answer = await this.#sendUntilFree("CreateTable", input);
    if (answer.error === undefined) {
      const deleted = await this.#sendUntilFree("DeleteTable", { TableName: input.TableName });
      if (deleted.error !== undefined) throw new Error(`DeleteTable: ${deleted.error}: ${deleted.message}`);
    }
    return answer;
  }

  destroy(): void {
    this.#agent.destroy();
  }

  /** A table is CREATING, or DELETING, for one round of the server's event loop. */
  async #sendUntilFree(operation: string, input: object): Promise<RawAnswer> {
    for (;;) {
      const answer = await this.send(operation, input);
      if (answer.error !== "ResourceInUseException") return answer;
      await setImmediate();
    }
  }

  /** Sends one request, unchecked. */
  send(operation: string, input: object, region = "us-east-1"): Promise<RawAnswer> {
    const body = JSON.stringify(input);
    const service = STREAM_OPERATION_NAMES.includes(operation) ? "DynamoDBStreams" : "DynamoDB";
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "content-length": Buffer.byteLength(body),
      "x-amz-target": `${service}_20120810.${operation}`,
      ...signatureFor(region),
    };
    return new Promise((resolve, reject) => {
      const call = request(this.#endpoint, { method: "POST", agent: this.#agent, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve(readAnswer(response.statusCode ?? 0, text)));
        response.on("error", reject);
      });
      call.on("error", reject);
      call.end(body);
    });
  }
}

function readAnswer(status: number, text: string): RawAnswer {
  const body = JSON.parse(text || "{}") as Record<string, unknown>; // some answers are empty
  const { __type: type, message, Message } = body as Record<string, string | undefined>;
  return { status, error: type?.split("#").at(-1), message: message ?? Message ?? "", body };
}
