/** Where the command `dynatwin` sends requests, and the tables that it works on. */
export interface StageConfig {
  /**
   * The modules that export models, tables of `defineTable` and `[name, definition]` lists, relative to the configuration file.
   *
   * @defaultValue none: the commands need `--models`, or names of tables
   */
  readonly models?: string | readonly string[] | undefined;
  /** The AWS region. @defaultValue that of the environment, or of the profile */
  readonly region?: string | undefined;
  /** The profile of the AWS configuration files. @defaultValue that of the environment */
  readonly profile?: string | undefined;
  /** Where requests are sent, such as an emulator. @defaultValue the endpoint of the environment, or of the region */
  readonly endpoint?: string | undefined;
}

/**
 * The configuration file of the command `dynatwin`: the default export of `dynatwin.config.ts` or `.js`, or the contents of
 * `dynatwin.config.json`.
 *
 * @example
 * ```ts
 * // dynatwin.config.ts
 * import type { DynatwinConfig } from "dynatwin";
 *
 * export default {
 *   models: "./src/models.ts",
 *   stages: { local: { endpoint: "http://127.0.0.1:8000" }, production: { region: "eu-west-1", profile: "production" } },
 * } satisfies DynatwinConfig;
 * ```
 */
export interface DynatwinConfig extends StageConfig {
  /** The stage that is used without `--stage`. @defaultValue none: only what is outside of `stages` */
  readonly stage?: string | undefined;
  /** What is different in each stage. `--stage` and the environment variable `DYNATWIN_STAGE` select one. */
  readonly stages?: Readonly<Record<string, StageConfig>> | undefined;
}
