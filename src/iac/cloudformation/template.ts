/** The properties of a resource, or of a part of one. */
export type Properties = Readonly<Record<string, unknown>>;

/** A resource in a template. */
export interface Resource {
  /** `"AWS::DynamoDB::Table"` or `"AWS::DynamoDB::GlobalTable"`. */
  readonly Type: string;
  /** What happens to the table when the resource leaves the template. */
  readonly DeletionPolicy?: string;
  /** What happens to the table when a change replaces it. */
  readonly UpdateReplacePolicy?: string;
  /** The properties, as the resource's reference has them. */
  readonly Properties: Properties;
}

/** A CloudFormation template. */
export interface CloudFormationTemplate {
  /** The version of the format. */
  readonly AWSTemplateFormatVersion: "2010-09-09";
  /** The tables, by logical id. */
  readonly Resources: Readonly<Record<string, Resource>>;
}
