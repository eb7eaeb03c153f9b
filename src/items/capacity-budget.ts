/** Time that was not used for requests is made up for, up to this. */
const CATCH_UP_MS = 250;

/** Limits the capacity units that requests of one kind consume in a second. What a request costs is known from its answer. */
export class CapacityBudget {
  readonly #maxPerSecond: number;
  /** When the units consumed so far have come in. */
  #freeAt = Number.NEGATIVE_INFINITY;
  /** What the last request has cost. */
  #lastCost: number | undefined;
  #underWay = 0;

  /** @param maxPerSecond - Capacity units; `Infinity` for no limit. */
  constructor(maxPerSecond = Number.POSITIVE_INFINITY) {
    this.#maxPerSecond = maxPerSecond;
  }

  /** When the next request may be sent; `Infinity` if an answer has to come first. */
  get nextAt(): number {
    if (this.#maxPerSecond === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
    return this.#lastCost === undefined && this.#underWay > 0 ? Number.POSITIVE_INFINITY : this.#freeAt;
  }

  /** Notes that a request is sent, and returns the units that are reserved for it. */
  reserve(now: number): number {
    this.#underWay++;
    const units = this.#lastCost ?? 0;
    this.#freeAt = Math.max(this.#freeAt, now - CATCH_UP_MS) + this.#ms(units);
    return units;
  }

  /** Notes the units that a request has consumed. */
  settle(reserved: number, consumed: number): void {
    this.#underWay--;
    if (consumed > 0) this.#lastCost = consumed;
    this.#freeAt += this.#ms(consumed - reserved);
  }

  #ms(units: number): number {
    return (units / this.#maxPerSecond) * 1000;
  }
}
