import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: ["esm", "cjs"],
  target: "node20",
  platform: "node",
  // Flat and split: a class must exist once, whichever entry point brings it in.
  splitting: true,
  dts: true,
  sourcemap: true,
  clean: true,
  external: ["@aws-sdk/client-dynamodb"],
});
