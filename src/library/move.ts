/** A source that is read from another address from now on: taken over only when the new place can be read, with its articles in one change. */
import type { SourceSettings } from '../store/generation.ts';
import type { StoredSource } from '../store/sources.ts';
import { type SourceEdit, unusable, withEdit } from './edit.ts';
import { type Doing, planOf, type ReloadOptions, readAll, toPlan } from './reload.ts';
import { compareMembers, nothingDone, outcomeOf, type ShelfReport } from './shelf-report.ts';

/** The address that the options of a source name. */
export const addressIn = (options: string): unknown => (JSON.parse(options) as { address?: unknown }).address;

/**
 * Reads the source as `edit` would have it, and takes settings and articles over together. A string says in one sentence why nothing was
 * changed; undefined where there is no such source. Throws the reason of `signal` when it is aborted: nothing was changed then.
 */
export async function moveSource(
  doing: Doing,
  collection: string,
  sourceId: string,
  edit: SourceEdit,
  options: Omit<ReloadOptions, 'sourceIds' | 'insist'> = {},
): Promise<ShelfReport | string | undefined> {
  const { bookcase } = doing;
  const before = await bookcase.state(collection);
  const wanted = wantedOf(before.sources, sourceId, edit);
  if (wanted === undefined || typeof wanted === 'string') return wanted;
  const [reading] = await readAll(doing, collection, [{ ...wanted.source, ...wanted.settings }], before, {
    ...options,
    insist: false,
  });
  options.signal?.throwIfAborted();
  const { state, refused } = reading!;
  if (state.status !== 'fresh') return state.reason;
  const quota = await doing.quotaOf(collection);
  let trouble: string | undefined;
  let report: Omit<ShelfReport, 'sources' | 'generation'> = nothingDone(before.members.length);
  const generation = await bookcase.change(collection, (now) => {
    const latest = wantedOf(now.sources, sourceId, edit);
    if (latest === undefined || typeof latest === 'string') {
      trouble = latest;
      return undefined;
    }
    const plan = planOf([reading!], now, quota);
    const left = now.members.filter((member) => member.sourceId === sourceId).length - plan.remove.length + plan.articles.length;
    const bad = [...plan.refused, ...refused];
    trouble = plan.over ?? (left === 0 ? (bad[0]?.reason ?? 'There is nothing to index there.') : undefined);
    if (trouble !== undefined) return undefined;
    const put = plan.articles.map(({ article }) => article);
    report = { ...compareMembers(now.members, put, plan.remove), refused: bad };
    return { ...toPlan(plan, options.actor, report), act: 'edit', edits: new Map([[sourceId, latest.settings]]) };
  });
  if (!generation) return trouble;
  return { ...report, sources: [outcomeOf(reading!)], generation: generation.number };
}

/** The source and what it would be; a string where that cannot be. */
function wantedOf(
  sources: readonly StoredSource[],
  sourceId: string,
  edit: SourceEdit,
): { readonly source: StoredSource; readonly settings: SourceSettings } | string | undefined {
  const source = sources.find(({ id }) => id === sourceId);
  if (!source) return undefined;
  const settings = withEdit(source, edit);
  if (!settings) return unusable;
  const address = addressIn(settings.options);
  const same = sources.find((other) => other.id !== sourceId && other.kind === source.kind && addressIn(other.options) === address);
  return same ? `This address is on the shelf already: "${same.name}".` : { source, settings };
}
