import { isDynatwinError, isError, type UnexpectedAnswerError } from "../errors.js";
import { answerProblem, errorAnswerProblem, unexpectedAnswerError } from "./answer-check.js";
import { endpointName } from "./endpoint.js";
import { adviceFor } from "./error-advice.js";
import { addSubject, appendToMessage, type KeyNames, subjectOf } from "./request-subject.js";
import type { HttpAnswer, SdkCall } from "./sdk-call.js";
import type { SdkClient } from "./sdk-client.js";

/** A request that has ended. */
export interface EndedRequest {
  readonly operation: string;
  readonly input: object;
  /** The client that sent it. */
  readonly client: Pick<SdkClient, "region" | "endpoint" | "endpointName">;
  readonly sdkCall: SdkCall;
  readonly keyNames?: KeyNames | undefined;
}

interface ServiceFault extends Error {
  readonly $metadata?: object;
}

/** Throws if an answer is not DynamoDB's. Answers of a stub that replaces the SDK's client are not checked. */
export function checkAnswer(request: EndedRequest, output: unknown): void {
  const { answer } = request.sdkCall;
  const problem = answer && answerProblem(request.operation, output, answer);
  if (answer && problem) throw notDynamoDB(request, problem, answer);
}

/** Adds the subject and advice to an error of the SDK. An answer that is not DynamoDB's becomes an error of ours. */
export function explainError(request: EndedRequest, error: unknown): unknown {
  const { operation, input, client, keyNames } = request;
  const { answer, fault, neverArrived } = request.sdkCall;
  if (!isError(error) || isDynatwinError(error)) return error;
  // A retry depends on whether the first request can have been executed. As a field, this is copied from the worker
  // too.
  if (fault !== undefined && neverArrived) Object.assign(Object((error as ServiceFault).$metadata), { neverArrived });
  const problem = answer && errorAnswerProblem(error, answer);
  if (answer && problem) return notDynamoDB(request, problem, answer, error);
  const endpoint = answer === undefined ? client.endpointName : undefined;
  const advice = adviceFor(error);
  if (!advice?.isOfClient) addSubject(error, operation, input, { keyNames, region: client.region, endpoint });
  if (advice) appendToMessage(error, `${/[.?!]$/.test(error.message) ? "" : "."} ${advice.words}`);
  return error;
}

function notDynamoDB(
  { operation, input, client }: EndedRequest,
  problem: string,
  answer: HttpAnswer,
  cause?: unknown,
): UnexpectedAnswerError {
  const subject = subjectOf(operation, input, { region: client.region });
  return unexpectedAnswerError(problem, { operation, endpoint: endpointName(client.endpoint), subject }, answer, cause);
}
