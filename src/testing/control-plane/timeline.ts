interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** What will happen to the tables, and when. Nothing happens by itself: {@link settle} lets the past catch up. */
export class Timeline {
  readonly #events: Event[] = [];
  #time: number;

  /** @param now - The clock, in milliseconds. */
  constructor(private readonly now: () => number) {
    this.#time = now();
  }

  /** The moment that is being played, in milliseconds of the clock. */
  get time(): number {
    return this.#time;
  }

  /** Lets something happen after so many milliseconds. */
  after(ms: number, run: () => void): void {
    this.#events.push({ at: this.#time + ms, run });
  }

  /** Plays everything whose time has come, in the order of time, and then in the order in which it was planned. */
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
