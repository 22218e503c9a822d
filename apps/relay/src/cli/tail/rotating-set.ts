/** Numbers that are looked at again and again, some at a time, until they are settled. */
export interface RotatingSet {
  readonly size: number;
  add(numbers: Iterable<number>): void;
  delete(number: number): void;
  /** The next ones: first what was added since the last time, then what was not looked at for longest. */
  next(limit: number): number[];
  values(): Iterable<number>;
}

export function createRotatingSet(): RotatingSet {
  const fresh = new Set<number>();
  const others = new Set<number>();
  return {
    get size() {
      return fresh.size + others.size;
    },
    add(numbers) {
      for (const number of numbers) if (!others.has(number)) fresh.add(number);
    },
    delete(number) {
      fresh.delete(number);
      others.delete(number);
    },
    next(limit) {
      const taken: number[] = [];
      for (const from of [fresh, others]) {
        for (const number of from) {
          if (taken.length === limit) break;
          taken.push(number);
        }
      }
      // To the end of the line.
      for (const number of taken) {
        fresh.delete(number);
        others.delete(number);
      }
      for (const number of taken) others.add(number);
      return taken;
    },
    *values() {
      yield* fresh;
      yield* others;
    },
  };
}
