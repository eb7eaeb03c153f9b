/**
 * How far a call that failed had come, as text.
 *
 * @param stepsTaken - How many steps it has made; `undefined` if it has sent nothing that writes.
 */
export function soFar(stepsTaken: number | undefined): string {
  if (stepsTaken === undefined) return "nothing was sent";
  if (stepsTaken === 0) return "no step was made";
  return stepsTaken === 1 ? "1 step was made before" : `${stepsTaken} steps were made before`;
}
