/** The arguments of a resource, a data source or a block. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Resources or data sources, by type and by name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** The providers of a configuration. */
export interface RequiredProviders {
  /** The AWS provider. */
  readonly aws: AwsProvider;
}

/** The AWS provider. */
export interface AwsProvider {
  /** Its address. */
  readonly source: "hashicorp/aws";
  /** The versions that have all arguments of the tables. */
  readonly version: string;
}

/** The settings of a configuration. */
export interface TerraformSettings {
  /** The providers that it needs. */
  readonly required_providers: RequiredProviders;
}

/** A Terraform configuration in JSON syntax: the content of a `.tf.json` file. */
export interface TerraformDocument {
  /** The version of the AWS provider that the configuration needs. */
  readonly terraform: TerraformSettings;
  /** The data sources: KMS keys that are not given by their ARN. Absent if there are none. */
  readonly data?: Blocks;
  /** The tables, and settings of them that have resources of their own. */
  readonly resource: Blocks;
}

/** A text as Terraform reads it as text: `${` and `%{` would begin an expression. */
export function literal(text: string): string {
  return text.replace(/[$%]\{/g, (start) => start[0] + start);
}
