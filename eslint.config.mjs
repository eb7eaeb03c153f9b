// Biome formats and lints; oxlint checks the rules for promises, which need types; eslint those for timers in src.
import tseslint from "typescript-eslint";

const CLOCK = "Fake timers replace it. Import it from src/transport/clock.ts.";
const TIMERS = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"];

export default tseslint.config(
  // Only files of src have rules; without this, eslint would parse JavaScript files anywhere.
  { ignores: ["**/*", "!src/**"] },
  {
    files: ["src/**/*.ts"],
    languageOptions: { parser: tseslint.parser },
    // The emulator's own thread has no fake timers.
    ignores: ["src/transport/clock.ts", "src/testing/server/{server,item-store}.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        {
          globals: [...TIMERS, "performance", "queueMicrotask"].map((name) => ({ name, message: CLOCK })),
          checkGlobalObject: true,
        },
      ],
      "no-restricted-imports": [
        "error",
        ...["timers", "timers/promises", "perf_hooks"].flatMap((name) => [
          { name, message: CLOCK },
          { name: `node:${name}`, message: CLOCK },
        ]),
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: CLOCK },
        { selector: "MemberExpression[object.name='process'][property.name=/^(nextTick|hrtime)$/]", message: CLOCK },
      ],
    },
  },
);
