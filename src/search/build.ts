/** Passages → segments, and old segments → new ones, by way of whoever runs the tasks: this thread or workers. */
import type { Passage } from '../articles/article.ts';
import type { Difference } from './grouping.ts';
import { bury, isDead, type LiveSegment, liveSegment } from './live.ts';
import { indexableText } from './passage-terms.ts';
import { openSegment } from './segment.ts';
import type { Tasks } from './tasks.ts';
import { breathe, inTurns } from './turns.ts';

export interface Runner {
  call<Task extends keyof Tasks>(task: Task, request: Parameters<Tasks[Task]>[0]): Promise<Awaited<ReturnType<Tasks[Task]>>>;
}

/** Work on at most this many passages is done where it is asked for: it blocks for some 30 ms, and waking a worker takes longer. */
export const SMALL = 200;
/** Passages that are indexed before they are compiled: bounds a worker's memory to about 200 MB. */
const BUILD_PASSAGES = 32_768;
/** Collections of more passages are worth a second worker. */
const SIDE_BY_SIDE = 1_000;
/** Passages sent at once: making them ready and cloning them takes a millisecond or two of the answering thread. */
const BATCH = 32;
/** So many batches are at the runner's, so that it need not wait for the next. */
const AHEAD = 2;
/** Segments with fewer living passages are small; when there are more than `MANY` of them they become one. */
const SMALL_SEGMENT = 4_096;
const MANY = 4;
/** A segment with a greater share of dead is rewritten without them. */
const DEAD_SHARE = 0.3;

let builds = 0;

/** Hands the texts of `passages` over in batches; never more than `AHEAD` of them wait in the runner's queue. */
async function send(
  passages: readonly Passage[],
  signal: AbortSignal | undefined,
  hand: (texts: ReturnType<typeof indexableText>[], from: number) => Promise<unknown>,
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (let from = 0; from < passages.length; from += BATCH) {
    const texts = passages.slice(from, from + BATCH).map(indexableText);
    if (sent.length === AHEAD) await sent.shift();
    signal?.throwIfAborted();
    const handed = hand(texts, from);
    // Whoever waits for it hears of its failure; nobody may yet.
    handed.catch(() => {});
    sent.push(handed);
    await breathe();
  }
  await Promise.all(sent);
}

async function buildSegment(passages: readonly Passage[], runner: Runner, signal?: AbortSignal): Promise<LiveSegment> {
  const build = ++builds;
  try {
    await send(passages, signal, (texts) => runner.call('add', { build, texts }));
    return liveSegment(openSegment(await runner.call('compile', { build, passages: passages.length })), passages);
  } catch (error) {
    if (signal?.aborted) await runner.call('abandon', { build });
    throw error;
  }
}

/** The segments of `passages`, in order; each runner builds one at a time. */
export async function buildSegments(
  passages: readonly Passage[],
  runners: readonly Runner[],
  signal?: AbortSignal,
): Promise<LiveSegment[]> {
  const least = passages.length > SIDE_BY_SIDE ? runners.length : 1;
  const size = Math.ceil(passages.length / Math.max(least, Math.ceil(passages.length / BUILD_PASSAGES)));
  const parts = Array.from({ length: Math.ceil(passages.length / size) || 0 }, (_, part) =>
    passages.slice(part * size, (part + 1) * size),
  );
  const segments: LiveSegment[] = new Array(parts.length);
  const waiting = [...parts.entries()];
  const take = async (runner: Runner) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) segments[next[0]] = await buildSegment(next[1], runner, signal);
  };
  await Promise.all(runners.map(take));
  return segments;
}

/**
 * `segments` as they become with the passages `fresh` in a segment of their own and those `gone` marked dead. Few passages are indexed by
 * `here`, others by `worker`; the dead are counted on this thread meanwhile, in turns.
 */
export async function changeSegments(
  segments: readonly LiveSegment[],
  { gone, fresh }: Difference,
  here: Runner,
  worker: Runner,
  signal?: AbortSignal,
): Promise<LiveSegment[]> {
  const small = fresh.length + gone.size <= SMALL;
  const building = fresh.length > 0 ? [buildSegment(fresh, small ? here : worker, signal)] : [];
  const [buried, ...built] = await Promise.all([buryAll(segments, gone), ...building]);
  signal?.throwIfAborted();
  return tidy([...buried, ...built], worker);
}

async function buryAll(segments: readonly LiveSegment[], gone: ReadonlySet<Passage>): Promise<LiveSegment[]> {
  const buried: LiveSegment[] = [];
  for (const live of segments) {
    const numbers = await numbersOf(live, gone);
    buried.push(numbers.length === 0 ? live : { ...live, dead: await bury(live.segment, live.dead, numbers) });
  }
  return buried;
}

/** The numbers of those living passages of a segment that are in `gone`. */
async function numbersOf({ passages, dead }: LiveSegment, gone: ReadonlySet<Passage>): Promise<number[]> {
  const numbers: number[] = [];
  await inTurns(gone.size > 0 ? passages : [], (passage, number) => {
    if (gone.has(passage) && !(dead && isDead(dead, number))) numbers.push(number);
  });
  return numbers;
}

const livingOf = ({ segment, dead }: LiveSegment) => segment.passages - (dead?.passages ?? 0);

/** Drops empty segments, rewrites those with many dead, and makes one of many small ones. */
async function tidy(segments: readonly LiveSegment[], runner: Runner): Promise<LiveSegment[]> {
  const tidied: LiveSegment[] = [];
  for (const live of segments) {
    if (livingOf(live) === 0) continue;
    const share = (live.dead?.passages ?? 0) / live.segment.passages;
    tidied.push(share > DEAD_SHARE ? await merge([live], runner) : live);
  }
  const small = tidied.filter((live) => livingOf(live) < SMALL_SEGMENT);
  if (small.length <= MANY) return tidied;
  return [...tidied.filter((live) => !small.includes(live)), await merge(small, runner)];
}

async function merge(parts: readonly LiveSegment[], runner: Runner): Promise<LiveSegment> {
  const sent = parts.map(({ segment, dead }) => ({ buffer: segment.buffer, dead }));
  const passages = parts.flatMap(({ passages: held, dead }) => (dead ? held.filter((_, number) => !isDead(dead, number)) : held));
  return liveSegment(openSegment(await runner.call('merge', { segments: sent })), passages);
}
