/**
 * Tables as CloudFormation, Terraform and CDK, and back.
 *
 * @module dynatwin/iac
 */

export { type CdkExport, toCdk } from "./cdk/to-cdk.js";
export { type FromCloudFormationOptions, fromCloudFormation } from "./cloudformation/from-cloudformation.js";
export type { CloudFormationTemplate, Properties, Resource } from "./cloudformation/template.js";
export { type CloudFormationExport, toCloudFormation } from "./cloudformation/to-cloudformation.js";
export { toCreateTableInput } from "./create-table-input.js";
export type { ExportedTable, ExportOptions, ImportOptions, Unsupported } from "./options.js";
export { toDefinition } from "./source/to-definition.js";
export { type ModelSourceOptions, type SeparateTableSettings, toModelSource } from "./source/to-model-source.js";
export type {
  Arguments,
  AwsProvider,
  Blocks,
  RequiredProviders,
  TerraformDocument,
  TerraformSettings,
} from "./terraform/document.js";
export { type FromTerraformOptions, fromTerraform } from "./terraform/from-terraform.js";
export { type TerraformExport, type TerraformOptions, toTerraform } from "./terraform/to-terraform.js";
