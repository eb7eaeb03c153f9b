interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** Scheduled changes of the tables. No change runs by itself: {@link settle} runs those that are due. */
export class Timeline {
  readonly #events: Event[] = [];
  #time: number;

  /** @param now - The clock, in milliseconds. */
  constructor(private readonly now: () => number) {
    this.#time = now();
  }

  /** The time of the change that is running, or of the last {@link settle}, in milliseconds of the clock. */
  get time(): number {
    return this.#time;
  }

  /** Schedules a change after a number of milliseconds. */
  after(ms: number, run: () => void): void {
    this.#events.push({ at: this.#time + ms, run });
  }

  /** Runs all changes that are due, ordered by time and then by the order in which they were scheduled. */
  settle(): void {
    const now = this.now();
    for (let event = this.#next(now); event; event = this.#next(now)) {
      this.#time = event.at;
      event.run();
    }
    this.#time = now;
  }

  #next(now: number): Event | undefined {
    let first: Event | undefined;
    for (const event of this.#events) if (event.at <= now && (!first || event.at < first.at)) first = event;
    if (first) this.#events.splice(this.#events.indexOf(first), 1);
    return first;
  }
}
