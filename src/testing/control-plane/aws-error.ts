const DYNAMODB = "com.amazonaws.dynamodb.v20120810";
/** The namespace of errors that AWS services share. */
export const CORAL = "com.amazon.coral.service";

/** The errors whose text is in a member with a capital letter. */
const CAPITAL_MESSAGE: ReadonlySet<string> = new Set(["SerializationException", "TransactionCanceledException"]);

/** An error answer of DynamoDB. */
export class AwsError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly status = 400,
    readonly namespace = DYNAMODB,
  ) {
    super(message);
  }

  /** The answer's body. */
  toJSON(): object {
    const { name, message } = this;
    return {
      __type: `${this.namespace}#${name}`,
      ...(CAPITAL_MESSAGE.has(name) ? { Message: message } : { message }),
    };
  }
}

/** The error for an invalid request. */
export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message, 400, "com.amazon.coral.validate");
}

/** A ValidationException that PutItem and UpdateItem report as one of several that they count. */
export class CountedError extends AwsError {
  constructor(message: string) {
    super("ValidationException", message, 400, "com.amazon.coral.validate");
  }
}

/** Executes checks of PutItem or UpdateItem, and adds the count to their errors. */
export function countErrors<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof CountedError) throw invalid(`1 validation error detected: ${error.message}`);
    throw error;
  }
}

/** The same with DynamoDB's usual prefix. */
export function invalidValues(message: string): AwsError {
  return invalid(`One or more parameter values were invalid: ${message}`);
}

/** The error for a resource that already exists or is being changed. */
export function inUse(message: string): AwsError {
  return new AwsError("ResourceInUseException", message);
}

/** The same with DynamoDB's usual prefix. */
export function stillInUse(message: string): AwsError {
  return inUse(`Attempt to change a resource which is still in use: ${message}`);
}

/** The error for a resource that does not exist. */
export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

/** The error for a limit of the account. */
export function limitExceeded(message: string): AwsError {
  return new AwsError("LimitExceededException", `Subscriber limit exceeded: ${message}`);
}

/** The error for a caller without permission. */
export function accessDenied(message: string): AwsError {
  return new AwsError("AccessDeniedException", message, 400, CORAL);
}

/** The error for a request with a member of the wrong type. */
export function unreadable(message: string): AwsError {
  return new AwsError("SerializationException", message, 400, CORAL);
}

/** The error for too many requests. Clients of the SDK retry it. */
export function throttled(message: string): AwsError {
  return new AwsError("ThrottlingException", message, 400, "com.amazon.coral.availability");
}

/** The error for an unsupported operation. No operation is silently ignored. */
export function unknownOperation(message: string): AwsError {
  return new AwsError("UnknownOperationException", message, 400, CORAL);
}
