// Which folders can import which. The reasons are in docs/adr/0004-layout-and-directions.md.

/** In order: a layer can import those before it. For `transport`, see below. */
const layers = [
  "errors",
  "dynamodb",
  "permissions",
  "validation",
  "model",
  "procedure",
  "table",
  "items",
  "async",
  "sync",
  "index",
  "testing",
  "iac",
  "cli",
];
const pathOf = (layer) => `^src/${layer}(/|\\.ts$)`;

const PURE =
  "^src/(errors\\.ts|errors/|dynamodb/|permissions/|validation/|model/|procedure/|table/|items/|iac/|testing/(control-plane|items)/)";
const SDK = "(^|node_modules/)@aws-sdk/client-dynamodb";
const COMMANDER = "(^|node_modules/)commander/";
const npm = ["npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg", "npm-unknown"];

const KNOWS_BOTH_APIS = "^src/async/(client/default-client|model/model-info)\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...layers.slice(0, -1).map((layer, index) => ({
      name: `${layer}-imports-earlier-layers-only`,
      severity: "error",
      from: { path: pathOf(layer), pathNot: KNOWS_BOTH_APIS },
      to: { path: layers.slice(index + 1).map(pathOf) },
    })),
    {
      name: "types-of-clients-with-both-apis",
      comment: "These files import types of the twins; at run time they import earlier layers only.",
      severity: "error",
      from: { path: KNOWS_BOTH_APIS },
      to: { path: layers.slice(layers.indexOf("sync")).map(pathOf), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "transport-imports-errors-and-dynamodb-only",
      severity: "error",
      from: { path: pathOf("transport") },
      to: { path: "^src/", pathNot: [pathOf("transport"), pathOf("errors"), pathOf("dynamodb")] },
    },
    {
      name: "pure-layers-do-not-import-the-transport",
      severity: "error",
      from: { path: PURE },
      to: { path: pathOf("transport") },
    },
    {
      name: "pure-layers-do-no-io",
      comment: "Types of the SDK are allowed; at run time only node:util, for checks of values.",
      severity: "error",
      from: { path: PURE },
      to: { pathNot: "^(node:)?util$", dependencyTypes: ["core", ...npm], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "one-module-loads-the-sdk",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/transport/sdk\\.ts$" },
      to: { path: SDK, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-library-imports-declared-dependencies-only",
      comment:
        "A development dependency is not installed by `npm install dynatwin`. commander is bundled with the command.",
      severity: "error",
      from: { path: "^src/" },
      to: {
        pathNot: COMMANDER,
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only", "npm-peer", "npm-optional", "npm"],
      },
    },
    {
      name: "only-the-command-imports-commander",
      severity: "error",
      from: { path: "^src/", pathNot: pathOf("cli") },
      to: { path: COMMANDER },
    },
    {
      name: "the-library-imports-no-other-folders",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|scripts|examples|bench)/" },
    },
    {
      name: "examples-use-the-public-entry",
      comment: 'An example imports "dynatwin" and its other entries, like the programs of users.',
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(src|test|scripts|bench)/", pathNot: "^src/((testing|iac)/)?index\\.ts$" },
    },
    {
      name: "no-cycles",
      comment: "Except cycles of types: a client and a model with both APIs refer to each other.",
      severity: "error",
      from: { pathNot: KNOWS_BOTH_APIS },
      to: { circular: true, viaOnly: { pathNot: KNOWS_BOTH_APIS } },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|build|coverage)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
