import type { AttributeValue } from "@aws-sdk/client-dynamodb";
export class Placeholders {
  readonly names: Record<string, string> | undefined;
  readonly values: Record<string, AttributeValue> | undefined;
  name(_attribute: string): string {
    return "";
  }
  value(_stored: AttributeValue): string {
    return "";
  }
}
