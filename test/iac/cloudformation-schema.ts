import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import type { Property, PropertyType, SpecDatabase } from "@aws-cdk/service-spec-types";

/** The published schema of CloudFormation's resources. */
export class CloudFormationSchema {
  readonly #database: SpecDatabase;

  private constructor(database: SpecDatabase) {
    this.#database = database;
  }

  static async load(): Promise<CloudFormationSchema> {
    return new CloudFormationSchema(await loadAwsServiceSpec());
  }

  /** What is wrong with a resource: unknown and missing properties, and values of other types. */
  problemsOf({ Type, Properties }: { readonly Type: string; readonly Properties: object }): readonly string[] {
    const [resource] = this.#database.lookup("resource", "cloudFormationType", "equals", Type);
    return resource === undefined ? [`there is no ${Type}`] : this.#problems(Properties, resource.properties, Type);
  }

  #problems(value: object, properties: Readonly<Record<string, Property>>, path: string): readonly string[] {
    const missing = Object.entries(properties)
      .filter(([name, { required }]) => required && !(name in value))
      .map(([name]) => `${path}.${name} is missing`);
    const wrong = Object.entries(value).flatMap(([name, member]) => {
      const property = properties[name];
      const place = `${path}.${name}`;
      return property === undefined ? [`${place} is unknown`] : this.#problemsOfValue(member, property.type, place);
    });
    return [...missing, ...wrong];
  }

  #problemsOfValue(value: unknown, type: PropertyType, path: string): readonly string[] {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject && Object.keys(value).join() === "Ref") return []; // a reference can have any type
    const wrong = [`${path} is not ${type.type}: ${JSON.stringify(value)}`];
    switch (type.type) {
      case "union": {
        const all = type.types.map((each) => this.#problemsOfValue(value, each, path));
        return all.find((problems) => problems.length === 0) ?? all[0] ?? wrong;
      }
      case "array":
        if (!Array.isArray(value)) return wrong;
        return value.flatMap((member, index) => this.#problemsOfValue(member, type.element, `${path}[${index}]`));
      case "ref": {
        const { properties } = this.#database.get("typeDefinition", type.reference.$ref);
        return isObject ? this.#problems(value, properties, path) : wrong;
      }
      case "tag":
        return isObject && Object.keys(value).toSorted().join() === "Key,Value" ? [] : wrong;
      case "json":
        return isObject ? [] : wrong;
      case "integer":
        return Number.isSafeInteger(value) ? [] : wrong;
      default:
        return typeof value === type.type ? [] : wrong;
    }
  }
}
