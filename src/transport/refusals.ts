import { isOverThroughput, isTooManyAtOnce } from "../dynamodb/error-predicates.js";
import { isError } from "../errors.js";
import type { SdkCall } from "./sdk-call.js";

/** The members of the SDK's errors that are read. */
interface ServiceError extends Error {
  readonly $metadata?: object;
}

/** The place between the SDK's retries, which are before it, and the request. */
export const REFUSALS = { step: "finalizeRequest", priority: "low", name: "dynatwinRefusals" } as const;

/**
 * Sends a request, and hides a refusal because of too much at once from the retries of the SDK, unless they are wanted: they
 * know nothing of the other requests. The refusal is in the sdkCall.
 */
export async function hideRefusal<T>(sdkCall: SdkCall | undefined, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const isRefusal = isTooManyAtOnce(error) || isOverThroughput(error);
    if (sdkCall === undefined || sdkCall.retriesRefusals || !isRefusal || !isError(error)) throw error;
    // The retries write into the metadata how many times the request was sent.
    const { $metadata = {} } = error as ServiceError;
    sdkCall.refusal = Object.assign(error, { $metadata });
    return { response: {}, output: { $metadata } } as T; // read by the retries alone
  }
}
