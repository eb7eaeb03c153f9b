/** The SDK's names of an error's classes, its own class first: `com.amazonaws.dynamodb#ResourceNotFoundException`. */
export function shapesOf(error: Error): readonly string[] {
  const shapes: string[] = [];
  try {
    for (let proto = prototypeOf(error); proto && proto !== Error.prototype; proto = prototypeOf(proto)) {
      // A static member that the SDK recognises its classes by, in another copy of it too.
      const shapeId: unknown = Object.getOwnPropertyDescriptor(Object(proto.constructor), "shapeId")?.value;
      if (typeof shapeId === "string") shapes.push(shapeId);
    }
  } catch {
    // A proxy, which may refuse to say what it is: none of the SDK's.
  }
  return shapes;
}

/** Makes an error that the SDK's classes of these names take for their own, in a bundle whose copy cannot be reached. */
export function errorOfShapes(message: string, shapes: readonly string[]): Error {
  let made: new (message: string) => Error = Error;
  for (const id of shapes.toReversed()) {
    made = class extends made {
      static readonly shapeId = id;
    };
  }
  return new made(message);
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}
