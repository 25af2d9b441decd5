/**
 * Loaded into the bot by NODE_OPTIONS: writes, each five seconds, the event-loop delay (milliseconds) and memory (bytes) to LOAD_MONITOR. The delay is
 * looked at each LOAD_MONITOR_STEP milliseconds, 5 when absent: that often the process is woken, which a measurement of its idleness cannot bear.
 */
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

export interface Reading {
  readonly at: number;
  readonly p99: number;
  readonly max: number;
  readonly heap: number;
  readonly resident: number;
  /** Microseconds of processor time since the start. */
  readonly cpu: number;
}

const file = process.env.LOAD_MONITOR;
if (file && isMainThread) {
  const step = Number(process.env.LOAD_MONITOR_STEP ?? 5);
  const delay = monitorEventLoopDelay({ resolution: step });
  delay.enable();
  setInterval(() => {
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const reading: Reading = {
      at: Date.now(),
      p99: delay.percentile(99) / 1e6 - step,
      max: delay.max / 1e6 - step,
      heap: heapUsed,
      resident: rss,
      cpu: user + system,
    };
    delay.reset();
    appendFileSync(file, `${JSON.stringify(reading)}\n`);
  }, 5_000).unref();
}
