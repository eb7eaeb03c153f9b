/** The properties of an error of the SDK or of Node that decide which advice it gets. */
interface Problem {
  readonly name: string;
  readonly message: string;
  readonly code: string;
}

/** Advice on how to correct the cause of an error, which the error's own message lacks. */
export interface Advice {
  readonly isFor: (problem: Problem) => boolean;
  readonly words: string;
  /** The client's configuration is incomplete and nothing was sent: the error does not concern a table or key. */
  readonly isOfClient?: true;
}

const GIVE_CREDENTIALS =
  "Set them in the client, { credentials: { accessKeyId, secretAccessKey } }, or set AWS_ACCESS_KEY_ID and " +
  "AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or sign in with the AWS CLI (aws sso login). An emulator accepts any.";
const WITH_SCHEME = 'Write it with its scheme: "http://127.0.0.1:8000".';

const ADVICE: readonly Advice[] = [
  {
    isFor: ({ message }) => message === "Region is missing",
    words:
      'Set it in the client, { region: "eu-west-1" }, or set AWS_REGION, or a region in the AWS configuration file.',
    isOfClient: true,
  },
  {
    isFor: ({ name, message }) =>
      name === "CredentialsProviderError" ||
      /^(Credential is missing|Resolved credential object is not valid)/.test(message),
    words: GIVE_CREDENTIALS,
    isOfClient: true,
  },
  {
    isFor: ({ code }) => code === "ERR_INVALID_URL",
    words:
      `The endpoint (of the client, in AWS_ENDPOINT_URL, or in the AWS configuration file) is not a URL. ` +
      `${WITH_SCHEME}`,
    isOfClient: true,
  },
  {
    isFor: ({ name }) => name === "ExpiredTokenException",
    words: "The credentials were temporary: get new ones (aws sso login, or the session token in AWS_SESSION_TOKEN).",
  },
  {
    isFor: ({ name }) => name === "UnrecognizedClientException" || name === "InvalidClientTokenId",
    words:
      "AWS does not know the access key: it is wrong, was deleted, belongs to another partition of AWS, or lacks " +
      "its session token.",
  },
  {
    isFor: ({ name }) => name === "InvalidSignatureException" || name === "SignatureDoesNotMatch",
    words: "The secret access key is wrong, or the clock of this machine is wrong.",
  },
  {
    isFor: ({ name }) => name === "MissingAuthenticationTokenException" || name === "MissingAuthenticationToken",
    words: "The request had no credentials, or the client's endpoint is not DynamoDB's.",
  },
  {
    isFor: ({ name }) => name === "UnknownOperationException",
    words: "The endpoint does not support this operation.",
  },
  {
    isFor: ({ code }) => code === "ECONNREFUSED",
    words: "No server listens there: check that the server runs, and the client's endpoint and its port.",
  },
  {
    isFor: ({ code }) => code === "ENOTFOUND",
    words: "There is no host with that name: check the client's endpoint, or its region.",
  },
  {
    isFor: ({ code, message }) =>
      code === "EPROTO" || code.startsWith("ERR_SSL_") || /wrong version number/.test(message),
    words: "The server does not use TLS: should the endpoint begin with http:// instead of https://?",
  },
  {
    isFor: ({ code }) => code.startsWith("HPE_"),
    words: "The server does not use HTTP: check the client's endpoint and its port, and whether it requires https://.",
  },
];

/** The advice for an error, unless its message contains it already. */
export function adviceFor(error: Error): Advice | undefined {
  const { name, message } = error;
  const { code } = error as { readonly code?: unknown };
  return ADVICE.find(
    ({ isFor, words }) => isFor({ name, message, code: String(code ?? "") }) && !message.includes(words),
  );
}
