import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec } from "../attribute.js";
import type { Codec } from "../codec.js";
import type { Operand } from "./comparison.js";
import type { DocumentPath } from "./document-path.js";
import type { Scope } from "./scope.js";
import type { SupportedOperation } from "./supported-operations.js";

/** The codec of what an attribute is compared with, or changed by. */
export type CodecOf = (spec: AttributeSpec) => Codec<unknown>;

/** That of the attribute itself. */
export const ownCodec: CodecOf = ({ codec }) => codec;

/** A document path as an operand, with the codec of the other operand. */
export class PathOperand implements Operand {
  constructor(
    readonly path: DocumentPath,
    readonly codecOf: CodecOf,
    readonly requires?: { readonly operation: SupportedOperation; readonly method: string },
  ) {}

  write(scope: Scope): string {
    if (this.requires !== undefined) checkSupported(scope, this.path, this.requires.operation, this.requires.method);
    return this.path.write(scope);
  }

  encode(scope: Scope, value: unknown): AttributeValue | undefined {
    const { spec } = this.path;
    if (spec === undefined || this.requires?.operation.fits(spec) === false) return undefined;
    return this.path.encode(scope, this.codecOf(spec), value);
  }

  toString(): string {
    return String(this.path);
  }
}

/** Reports an operation that the type of an attribute does not support. In TypeScript, the types prevent it. */
function checkSupported(scope: Scope, path: DocumentPath, operation: SupportedOperation, method: string): void {
  const { spec } = path;
  if (spec === undefined || operation.fits(spec)) return;
  scope.report(
    `${path}.${method}`,
    `an attribute of type ${spec.kind} has no ${method}.`,
    `it is for ${operation.types}.`,
  );
}
