/** The headers of a signature. The emulator requires them, and does not verify the signature. */
export const SIGNATURE = {
  "x-amz-date": "20200101T000000Z",
  authorization:
    "AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b",
} as const;
