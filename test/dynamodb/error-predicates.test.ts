import { expect } from "chai";
import {
  isAlreadySet,
  isDeletionProtected,
  isInUse,
  isNotAcceptedYet,
  isNotFound,
  isTooManyAtOnce,
  isTransient,
  wasRetried,
} from "../../src/dynamodb/error-predicates.js";

const fault = (name: string, message = "", more: object = {}) => Object.assign(new Error(message), { name, ...more });
const limit = (message: string) => fault("LimitExceededException", message);

describe("a LimitExceededException", () => {
  const passing = [
    "Subscriber limit exceeded: Only 10 tables can be created, updated, or deleted simultaneously",
    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    "Subscriber limit exceeded: Number of indexed tables that can be created simultaneously is 1",
    "The number of concurrent table requests (cumulative number of tables in the CREATING, DELETING or UPDATING state) exceeds the maximum allowed of 500.",
    "Up to 500 simultaneous table operations are allowed per account.",
    "Too many operations for a given subscriber",
    "Too many concurrent control plane requests",
    "Cannot do this while tables are being created",
  ];
  for (const message of passing) {
    it(`is temporary: ${message}`, () => expect(isTooManyAtOnce(limit(message))).to.equal(true));
  }

  const permanent = [
    "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20",
    "Subscriber limit exceeded: Number of tables exceeds per-account limit of 2500",
    "Subscriber limit exceeded: There is a soft account quota of 2,500 tables.",
    "Subscriber limit exceeded: Too many tables",
    "Too many global secondary indexes",
    "Too many tags",
    "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day.",
    "",
  ];
  for (const message of permanent) {
    it(`is a quota: ${message || "no message"}`, () => expect(isTooManyAtOnce(limit(message))).to.equal(false));
  }
});

describe("errors", () => {
  it("of throttling are temporary", () => {
    const message = "The rate of control plane requests made by this account is too high";
    for (const name of ["ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException"])
      expect(isTooManyAtOnce(fault(name, message)), name).to.equal(true);
    for (const name of ["AccessDeniedException", "ValidationException", "ResourceInUseException"])
      expect(isTooManyAtOnce(fault(name, "too many requests")), name).to.equal(false);
  });

  it("of the network and the service are temporary", () => {
    for (const code of ["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"])
      expect(isTransient(fault("Error", "", { code })), code).to.equal(true);
    expect(isTransient(fault("TimeoutError"))).to.equal(true);
    expect(isTransient(fault("InternalServerError", "", { $metadata: { httpStatusCode: 500 } }))).to.equal(true);
    expect(isTransient(fault("SyntaxError", "", { $response: { statusCode: 502 } }))).to.equal(true);
    expect(isTransient(fault("AccessDeniedException", "", { $metadata: { httpStatusCode: 400 } }))).to.equal(false);
    expect(isTransient(fault("CredentialsProviderError"))).to.equal(false);
    expect(isTransient(fault("AbortError"))).to.equal(false);
  });

  it("about the state of a table are distinguished", () => {
    expect(isNotFound(fault("ResourceNotFoundException"))).to.equal(true);
    expect(isNotFound(fault("TableNotFoundException"))).to.equal(true);
    expect(isNotFound(fault("AccessDeniedException", "not found"))).to.equal(false);
    expect(isInUse(fault("ResourceInUseException", "Table already exists: users"))).to.equal(true);
    expect(isInUse(fault("ValidationException", "already exists"))).to.equal(false);
  });

  it("of deletion protection are recognised by their message", () => {
    const message =
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
    expect(isDeletionProtected(fault("ValidationException", message))).to.equal(true);
    expect(isDeletionProtected(fault("ValidationException", "1 validation error detected"))).to.equal(false);
    expect(isDeletionProtected(fault("AccessDeniedException", message))).to.equal(false);
  });

  it("of settings after creation are: not accepted yet, and already set", () => {
    for (const name of ["ContinuousBackupsUnavailableException", "ResourceInUseException", "TableNotFoundException"])
      expect(isNotAcceptedYet(fault(name)), name).to.equal(true);
    expect(isNotAcceptedYet(fault("ValidationException"))).to.equal(false);
    for (const state of ["enabled", "disabled"])
      expect(isAlreadySet(fault("ValidationException", `TimeToLive is already ${state}`)), state).to.equal(true);
    expect(isAlreadySet(fault("ValidationException", "TimeToLive is invalid"))).to.equal(false);
    expect(isAlreadySet(fault("Error", "TimeToLive is already enabled"))).to.equal(false);
  });

  it("say whether the SDK sent the request more than once", () => {
    expect(wasRetried(fault("Error", "", { $metadata: { attempts: 2 } }))).to.equal(true);
    expect(wasRetried(fault("Error", "", { $metadata: { attempts: 1 } }))).to.equal(false);
    expect(wasRetried(fault("Error"))).to.equal(false);
  });

  it("can be any thrown value", () => {
    for (const thrown of [undefined, null, "ThrottlingException", 5]) {
      for (const is of [
        isNotFound,
        isInUse,
        isDeletionProtected,
        isTooManyAtOnce,
        isTransient,
        wasRetried,
        isNotAcceptedYet,
        isAlreadySet,
      ])
        expect(is(thrown)).to.equal(false);
    }
  });
});
