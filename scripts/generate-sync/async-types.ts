import { type MethodDeclaration, Node, type Signature, type Type } from "ts-morph";

/** Whether a value of the type has to be awaited. A query that is iterable as well may be stored, so it is no promise. */
export function isPromise(type: Type): boolean {
  if (type.isUnion()) return type.getUnionTypes().some(isPromise);
  return !type.isAny() && type.getApparentType().getProperty("then") !== undefined && !isAsyncIterable(type);
}

function isAsyncIterable(type: Type): boolean {
  if (type.isUnion()) return type.getUnionTypes().some(isAsyncIterable);
  return type.getApparentProperties().some((member) => member.getEscapedName().startsWith("__@asyncIterator"));
}

/** Whether the type is the result of something that is called and then awaited, or iterated with `for await`. */
export function isAsync(type: Type): boolean {
  return !type.isAny() && (isPromise(type) || isAsyncIterable(type));
}

/** Whether a call through the type gives something async. */
export function isAsyncFunction(type: Type): boolean {
  return type.getCallSignatures().some((signature: Signature) => isAsync(signature.getReturnType()));
}

/** Whether a method, in any of its overloads, is async, with or without the keyword. */
export function isAsyncMethod(method: MethodDeclaration): boolean {
  const declarations = method.getSymbol()?.getDeclarations() ?? [method];
  return declarations.filter(Node.isMethodDeclaration).some((each) => isAsync(each.getReturnType()));
}
