/** Who may fetch next: turns go around between those who wait, with bounded numbers in all and for each host. */
export interface Turns {
  /** Runs `job` when it is `turn`'s turn and `host` has room; its result or its error is passed on. */
  run<T>(turn: string, host: string, job: () => Promise<T>): Promise<T>;
}

interface Waiting {
  readonly host: string;
  start(): void;
}

/** At most `total` jobs at once and `perHost` for one host. */
export function createTurns({ total, perHost }: { total: number; perHost: number }): Turns {
  /** In order of whose turn is next: a turn that was served goes to the end. */
  const queues = new Map<string, Waiting[]>();
  const hosts = new Map<string, number>();
  let running = 0;

  const next = (): Waiting | undefined => {
    for (const [turn, queue] of queues) {
      const at = queue.findIndex(({ host }) => (hosts.get(host) ?? 0) < perHost);
      if (at < 0) continue;
      const [waiting] = queue.splice(at, 1);
      queues.delete(turn);
      if (queue.length > 0) queues.set(turn, queue);
      return waiting;
    }
    return undefined;
  };
  const serve = () => {
    while (running < total) {
      const waiting = next();
      if (!waiting) return;
      running += 1;
      hosts.set(waiting.host, (hosts.get(waiting.host) ?? 0) + 1);
      waiting.start();
    }
  };
  const free = (host: string) => {
    running -= 1;
    const left = hosts.get(host)! - 1;
    if (left > 0) hosts.set(host, left);
    else hosts.delete(host);
    serve();
  };

  return {
    run: (turn, host, job) =>
      new Promise((resolve, reject) => {
        const start = () => {
          job()
            .then(resolve, reject)
            .finally(() => free(host));
        };
        const queue = queues.get(turn);
        if (queue) queue.push({ host, start });
        else queues.set(turn, [{ host, start }]);
        serve();
      }),
  };
}
