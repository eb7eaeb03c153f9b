import { once } from "node:events";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** A request as received: `GET /federation/credentials?…`. */
export interface PortalRequest {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * The portal that exchanges an SSO login for credentials. It runs on a separate thread, because its clients can block
 * theirs.
 */
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

  /** The first request that was not returned yet. */
  takeRequest(): PortalRequest | undefined {
    return receiveMessageOnPort(this.#port)?.message;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
