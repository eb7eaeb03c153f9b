import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import type { Property, PropertyType, SpecDatabase } from "@aws-cdk/service-spec-types";

/** A property that has no parts. */
export interface Leaf {
  /** The names of properties, and the numbers of members of lists. */
  readonly path: readonly (string | number)[];
  readonly type: string;
}

/** The published schema of CloudFormation's resources. */
export class CloudFormationSchema {
  readonly #database: SpecDatabase;

  private constructor(database: SpecDatabase) {
    this.#database = database;
  }

  static #loaded: Promise<CloudFormationSchema> | undefined;

  /** The schema, loaded once: it is large. */
  static load(): Promise<CloudFormationSchema> {
    CloudFormationSchema.#loaded ??= loadAwsServiceSpec().then((database) => new CloudFormationSchema(database));
    return CloudFormationSchema.#loaded;
  }

  /** The properties of a type of resource, and of their parts, that have no parts themselves. */
  leavesOf(type: string): readonly Leaf[] {
    const [resource] = this.#database.lookup("resource", "cloudFormationType", "equals", type);
    return this.#leaves(resource?.properties ?? {}, []);
  }

  #leaves(properties: Readonly<Record<string, Property>>, path: Leaf["path"]): readonly Leaf[] {
    return Object.entries(properties).flatMap(([name, property]) => {
      const isList = property.type.type === "array";
      const type = property.type.type === "array" ? property.type.element : property.type;
      const place = [...path, name, ...(isList ? [0] : [])];
      if (type.type === "tag") return ["Key", "Value"].map((part) => ({ path: [...place, part], type: "string" }));
      if (type.type !== "ref") return [{ path: place, type: type.type }];
      return this.#leaves(this.#database.get("typeDefinition", type.reference.$ref).properties, place);
    });
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
