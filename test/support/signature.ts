/** The headers of a signature for a region. The emulator requires them, and does not verify the signature. */
export function signatureFor(region: string) {
  const scope = `20200101/${region}/dynamodb/aws4_request`;
  return {
    "x-amz-date": "20200101T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=a/${scope}, SignedHeaders=host, Signature=b`,
  } as const;
}

/** The headers of a signature for the emulator's default region. */
export const SIGNATURE = signatureFor("us-east-1");
