/** One thing at a time under each name; the others wait in the order in which they came. */
export interface Locks {
  run<T>(name: string, job: () => Promise<T>): Promise<T>;
}

export function createLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(name, job) {
      const result = (last.get(name) ?? Promise.resolve()).then(job);
      const settled = result.then(
        () => undefined,
        () => undefined,
      );
      last.set(name, settled);
      void settled.then(() => {
        if (last.get(name) === settled) last.delete(name);
      });
      return result;
    },
  };
}
