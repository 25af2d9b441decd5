/** Going back: the shelf as it was in an older generation, as a new generation. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Generation, Member, NewSource } from '../store/generation.ts';
import type { SourceState, StoredSource } from '../store/sources.ts';
import type { Plan, ShelfState } from './bookcase.ts';
import { rescheduled, settingsOf } from './edit.ts';
import type { Doing } from './reload.ts';
import { compareMembers, type ShelfReport } from './shelf-report.ts';

/** What an undo would do. Names are titles. */
export interface UndoPreview {
  /** The generation to go back to. */
  readonly to: number;
  /** When that generation came to be. */
  readonly at: number;
  /** What is undone: the act that made the generation after it. */
  readonly act: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Names of the sources whose settings go back to what they were. */
  readonly edited: readonly string[];
  /** Names of the sources whose refresh is held until an admin resumes it. */
  readonly holds: readonly string[];
}

interface Way extends UndoPreview {
  readonly plan: Plan;
  readonly report: Omit<ShelfReport, 'sources'>;
}

/** What `undoShelf` would do; undefined where there is nothing to go back to. */
export async function previewUndo(doing: Doing, collection: string, to?: number): Promise<UndoPreview | undefined> {
  const way = await wayBack(doing, collection, await doing.bookcase.state(collection), to);
  if (!way) return undefined;
  const { plan: _, report: __, ...preview } = way;
  return preview;
}

/** Goes back to generation `to` (default: the one before the last change; after an undo, one further back). Undefined where there is none. */
export async function undoShelf(doing: Doing, collection: string, to?: number, actor?: string): Promise<ShelfReport | undefined> {
  let way: Way | undefined;
  const generation = await doing.bookcase.change(collection, async (state) => {
    way = await wayBack(doing, collection, state, to);
    return way && { ...way.plan, ...(actor && { actor }) };
  });
  if (!way || !generation) return undefined;
  return { ...way.report, sources: [], generation: generation.number };
}

async function wayBack(
  { store, now: clock, random }: Doing,
  collection: string,
  state: ShelfState,
  to: number | undefined,
): Promise<Way | undefined> {
  const generations = await store.shelves.generations(collection);
  const target = generations.find(({ number }) => number === (to ?? stepBack(generations)));
  if (!target || target.number === state.base) return undefined;
  const sources = await store.sources.list(collection, target.number);
  const { mapped, addSources, removeSources, edits } = compareSources(state.sources, sources);
  const edited = [...edits.values()].map(({ name }) => name);
  const then = (await store.shelves.members(collection, target.number)).map((member) => ({
    ...member,
    sourceId: mapped.get(member.sourceId) ?? member.sourceId,
  }));
  const now = new Map(state.members.map((member) => [member.article, member]));
  const put = then.filter((member) => !isSame(now.get(member.article), member));
  const stay = new Set(then.map(({ article }) => article));
  const remove = state.members.filter(({ article }) => !stay.has(article));
  const touched = new Set([...put, ...remove].map(({ sourceId }) => sourceId));
  const held = [...state.sources.filter(({ id }) => touched.has(id) && !removeSources.includes(id)), ...addSources];
  const compared = compareMembers(
    state.members,
    put.map(({ article, title }) => ({ id: article, title })),
    remove,
  );
  const report = { ...compared, edited, refused: [] };
  return {
    ...compared,
    edited,
    to: target.number,
    at: target.at,
    act: generations.find(({ number }) => number === target.number + 1)?.act ?? '',
    holds: held.map(({ name }) => name),
    plan: {
      act: `undo:${target.number}`,
      report: JSON.stringify(report),
      members: put,
      remove: remove.map(({ article }) => article),
      addSources,
      removeSources,
      edits,
      states: new Map([
        ...state.sources
          .filter(({ id }) => edits.has(id))
          .map((source) => [source.id, rescheduled(source, edits.get(source.id)!.schedule, clock(), random())] as const),
        ...held.map((source) => [source.id, heldState(source)] as const),
      ]),
      // What the pages said belongs to the articles that go.
      visits: new Map(held.map(({ id }) => [id, []])),
    },
    report,
  };
}

/** The generation before the newest one; after undos, the one before where they led. */
function stepBack([newest]: readonly Generation[]): number | undefined {
  if (!newest) return undefined;
  const led = /^undo:(\d+)$/.exec(newest.act)?.[1];
  return (led === undefined ? newest.number : Number(led)) - 1;
}

/** Sources that came since leave; those that left come back under a new id, to which their articles are led; settings go back. */
function compareSources(now: readonly StoredSource[], then: readonly StoredSource[]) {
  const present = new Set(now.map(({ id }) => id));
  const wanted = new Set(then.map(({ id }) => id));
  const back = then.filter(({ id }) => !present.has(id));
  const mapped = new Map(back.map(({ id }) => [id, randomBytes(9).toString('base64url')]));
  const addSources = back.map(
    ({ id, kind, name, options, schedule }): NewSource => ({ id: mapped.get(id)!, kind, name, options, schedule }),
  );
  const current = new Map(now.map((source) => [source.id, settingsOf(source)]));
  const edits = new Map(
    then
      .filter((source) => present.has(source.id) && !isDeepStrictEqual(current.get(source.id), settingsOf(source)))
      .map((source) => [source.id, settingsOf(source)]),
  );
  return { mapped, addSources, edits, removeSources: now.filter(({ id }) => !wanted.has(id)).map(({ id }) => id) };
}

const isSame = (a: Member | undefined, b: Member) => a?.key === b.key && a.sourceId === b.sourceId;

function heldState(source: Partial<StoredSource>): SourceState {
  return {
    status: 'held',
    reason: 'It was undone. Its refresh waits until an admin resumes it.',
    failures: 0,
    ...(source.checkedAt !== undefined && { checkedAt: source.checkedAt }),
    ...(source.goodAt !== undefined && { goodAt: source.goodAt }),
  };
}
