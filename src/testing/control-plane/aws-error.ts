const DYNAMODB = "com.amazonaws.dynamodb.v20120810";
/** The namespace of errors that are not DynamoDB's alone. */
export const CORAL = "com.amazon.coral.service";

/** An error that DynamoDB answers with. */
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
  toJSON(): { __type: string; message: string } {
    return { __type: `${this.namespace}#${this.name}`, message: this.message };
  }
}

/** A request that breaks a rule. */
export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message, 400, "com.amazon.coral.validate");
}

/** The same with the words that DynamoDB puts before most of its rules. */
export function invalidValues(message: string): AwsError {
  return invalid(`One or more parameter values were invalid: ${message}`);
}

/** A table, index or other thing that is in the way, or busy. */
export function inUse(message: string): AwsError {
  return new AwsError("ResourceInUseException", message);
}

/** The same with the words that DynamoDB puts before most of its reasons. */
export function stillInUse(message: string): AwsError {
  return inUse(`Attempt to change a resource which is still in use: ${message}`);
}

/** A thing that is not there. */
export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

/** More at once, or more in all, than the account may have. */
export function limitExceeded(message: string): AwsError {
  return new AwsError("LimitExceededException", `Subscriber limit exceeded: ${message}`);
}

/** What the caller may not do. */
export function accessDenied(message: string): AwsError {
  return new AwsError("AccessDeniedException", message, 400, CORAL);
}

/** A request that is not of the form that its operation has. */
export function unreadable(message: string): AwsError {
  return new AwsError("SerializationException", message, 400, CORAL);
}

/** Too much too soon. The SDK's clients try again by themselves. */
export function throttled(message: string): AwsError {
  return new AwsError("ThrottlingException", message, 400, "com.amazon.coral.availability");
}

/** An operation that nobody plays. Nothing is ignored in silence. */
export function unknownOperation(message: string): AwsError {
  return new AwsError("UnknownOperationException", message, 400, CORAL);
}
