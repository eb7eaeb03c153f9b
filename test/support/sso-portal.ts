import { once } from "node:events";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** A request as it arrived: `GET /federation/credentials?…`. */
export interface PortalRequest {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The portal where an SSO login is exchanged for credentials. On a thread of its own, as those who ask may block. */
export class SsoPortal {
  readonly endpoint: string;
  readonly #worker: Worker;
  readonly #port: MessagePort;

  private constructor(worker: Worker, port: MessagePort, endpoint: string) {
    this.#worker = worker;
    this.#port = port;
    this.endpoint = endpoint;
  }

  static async start(): Promise<SsoPortal> {
    const { port1, port2 } = new MessageChannel();
    const options = { workerData: port2, transferList: [port2] };
    const worker = new Worker(new URL("./sso-portal-thread.js", import.meta.url), options);
    const [endpoint] = await once(worker, "message");
    return new SsoPortal(worker, port1, endpoint);
  }

  /** The first request that was not taken yet. */
  takeRequest(): PortalRequest | undefined {
    return receiveMessageOnPort(this.#port)?.message;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
