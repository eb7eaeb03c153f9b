/** The SDK's names of an error's classes, its own class first: `com.amazonaws.dynamodb#ResourceNotFoundException`. */
export function classIdsOf(error: Error): readonly string[] {
  const classIds: string[] = [];
  try {
    for (let proto = prototypeOf(error); proto && proto !== Error.prototype; proto = prototypeOf(proto)) {
      // The SDK recognises its classes by a static member, also those of another copy.
      const shapeId: unknown = Object.getOwnPropertyDescriptor(Object(proto.constructor), "shapeId")?.value;
      if (typeof shapeId === "string") classIds.push(shapeId);
    }
  } catch {
    // A proxy that throws is not an error of the SDK.
  }
  return classIds;
}

/**
 * Creates an error that is an `instanceof` the SDK's classes with these names, for a bundle whose copy of the SDK
 * cannot be loaded here.
 */
export function errorOfClasses(message: string, classIds: readonly string[]): Error {
  let made: new (message: string) => Error = Error;
  for (const id of classIds.toReversed()) {
    made = class extends made {
      static readonly shapeId = id;
    };
  }
  return new made(message);
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}
