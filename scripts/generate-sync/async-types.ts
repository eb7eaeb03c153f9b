import { type MethodDeclaration, Node, type Signature, type Type } from "ts-morph";

/**
 * Whether a value of the type must be awaited. A query that is also iterable can be stored, so it does not count as a
 * promise.
 */
export function isPromise(type: Type): boolean {
  if (type.isUnion()) return type.getUnionTypes().some(isPromise);
  return !type.isAny() && type.getApparentType().getProperty("then") !== undefined && !isAsyncIterable(type);
}

function isAsyncIterable(type: Type): boolean {
  if (type.isUnion()) return type.getUnionTypes().some(isAsyncIterable);
  return type.getApparentProperties().some((member) => member.getEscapedName().startsWith("__@asyncIterator"));
}

/** Whether values of the type are awaited, or iterated with `for await`. */
export function isAsync(type: Type): boolean {
  return !type.isAny() && (isPromise(type) || isAsyncIterable(type));
}

/** Whether a call of the type returns something async. */
export function isAsyncFunction(type: Type): boolean {
  return type.getCallSignatures().some((signature: Signature) => isAsync(signature.getReturnType()));
}

/** Whether any overload of a method is async, with or without the keyword. */
export function isAsyncMethod(method: MethodDeclaration): boolean {
  const declarations = method.getSymbol()?.getDeclarations() ?? [method];
  return declarations.filter(Node.isMethodDeclaration).some((each) => isAsync(each.getReturnType()));
}
