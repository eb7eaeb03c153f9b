/** The configuration of the SDK client of every way: only the endpoint, so that all use the SDK's own settings. */
export function sdkConfig(port: number) {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
  };
}

/** The same for all threads and processes. */
export type SdkConfig = ReturnType<typeof sdkConfig>;

/** The table that the stub describes. */
export const TABLE = "orders";
