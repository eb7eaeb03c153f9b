import * as sdk from "@aws-sdk/client-dynamodb";

/** Every command of the SDK, without input. */
export function everyCommand(): { readonly name: string; readonly command: sdk.DescribeLimitsCommand }[] {
  const classes = Object.entries(sdk).filter(([name]) => /^[A-Z].*Command$/.test(name));
  return classes.map(([name, Command]) => {
    const Any = Command as unknown as typeof sdk.DescribeLimitsCommand; // all have this form
    return { name, command: new Any({}) };
  });
}

/** A command of another copy of the SDK, of an older version whose commands have no schemas. */
export function foreignCommand(operation: string, input: object): sdk.DescribeTableCommand {
  const { middlewareStack } = new sdk.DescribeLimitsCommand({});
  const Command = { [`${operation}Command`]: class {} }[`${operation}Command`] ?? Object;
  const command = Object.assign(new Command(), { input, middlewareStack, resolveMiddleware: () => {} });
  return command as unknown as sdk.DescribeTableCommand;
}

/** A command of another service's client. */
export function commandOfAnotherService(): object {
  return Object.assign(foreignCommand("GetItem", {}), { schema: [9, "com.amazonaws.s3", "GetItem", 0] });
}
