import type { ServerResponse } from "node:http";

const JSON_TYPE = "application/x-amz-json-1.0";

function answer(status: number, type: string | undefined, body: string) {
  return (response: ServerResponse) => {
    response.writeHead(status, type === undefined ? {} : { "content-type": type }).end(body);
  };
}

/** Answers that are not DynamoDB's, by description. */
export const UNEXPECTED_ANSWERS = {
  "an empty body": answer(200, JSON_TYPE, ""),
  "no content": answer(204, undefined, ""),
  null: answer(200, JSON_TYPE, "null"),
  "a list": answer(200, JSON_TYPE, "[]"),
  "a string": answer(200, JSON_TYPE, '"ok"'),
  "other JSON": answer(200, "application/json", '{"status":"ok"}'),
  "an HTML page": answer(200, "text/html", "<html>Welcome</html>"),
  "a missing page": answer(404, "text/html", "<html>Not found</html>"),
  "an error without a name": answer(404, "application/json", '{"message":"no such route"}'),
  "an error that is null": answer(400, JSON_TYPE, "null"),
  "an empty object": answer(200, JSON_TYPE, "{}"),
  "garbled JSON": answer(200, JSON_TYPE, '{"Table": {'),
  "too many requests, in text": answer(429, "text/plain", "slow down"),
  "a server error without a body": answer(500, undefined, ""),
  "a proxy's page": answer(503, "text/html", "<html>503</html>"),
  "a truncated answer": (response: ServerResponse) => {
    response.writeHead(200, { "content-type": JSON_TYPE, "content-length": "100" });
    response.write('{"Tab', () => response.destroy());
  },
  "a reset": (response: ServerResponse) => void response.socket?.resetAndDestroy(),
  silence: () => {},
} as const;

/** One of these answers, or `"lost"`: DynamoDB's own answer, which is not forwarded. */
export type UnexpectedAnswer = keyof typeof UNEXPECTED_ANSWERS | "lost";
