/** The sets of regions that support strong consistency across regions. A global table does not span two sets. */
export const STRONG_REGION_SETS: readonly (readonly string[])[] = [
  ["us-east-1", "us-east-2", "us-west-2"],
  ["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"],
  ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
];

/** The number of regions of a strongly consistent global table: three replicas, or two replicas and a witness. */
export const STRONG_REGIONS = 3;

/** Whether a text has the form of a region's name: `"eu-west-1"`, `"us-gov-east-1"`. */
export function isRegionName(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text);
}
