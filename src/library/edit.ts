/** What an admin changes of a source: a new generation, so that it can be undone. */
import { isDeepStrictEqual } from 'node:util';
import { kindOf } from '../articles/sources/kinds.ts';
import type { SourceSettings } from '../store/generation.ts';
import type { SourceState, StoredSource } from '../store/sources.ts';
import { type Overrides, overrides } from './content.ts';
import type { Doing } from './reload.ts';
import { nextTime, schedules } from './schedule.ts';

export interface SourceEdit {
  readonly name?: string;
  readonly schedule?: string;
  /** Laid over the settings of its kind. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly overrides?: Overrides;
}

/** What an edit may change. */
export const settingsOf = ({ name, options, schedule }: StoredSource): SourceSettings => ({ name, options, schedule });

export const unusable = 'One of the values cannot be used.';

/** The source's settings with `edit` laid over them; undefined where a value cannot be used. */
export function withEdit(source: StoredSource, edit: SourceEdit): SourceSettings | undefined {
  const { overrides: before, ...own } = JSON.parse(source.options) as { overrides?: Overrides };
  const parsed = kindOf(source.kind)?.options.safeParse({ ...own, ...edit.options });
  const over = overrides.safeParse({ ...before, ...edit.overrides });
  if (!parsed?.success || !over.success) return undefined;
  return {
    name: edit.name?.trim().slice(0, 100) || source.name,
    schedule: schedules.find((name) => name === edit.schedule) ?? source.schedule,
    options: JSON.stringify({ ...(parsed.data as object), overrides: over.data }),
  };
}

/** Changes a source of `collection`. A string says in one sentence why nothing was changed; where there is no such source, nothing is. */
export async function editSource(
  { bookcase, now, random }: Doing,
  collection: string,
  sourceId: string,
  edit: SourceEdit,
  actor?: string,
): Promise<string | undefined> {
  let trouble: string | undefined;
  await bookcase.change(collection, ({ sources }) => {
    const source = sources.find(({ id }) => id === sourceId);
    const settings = source && withEdit(source, edit);
    if (source && !settings) trouble = unusable;
    if (!source || !settings || isDeepStrictEqual(settings, settingsOf(source))) return undefined;
    return {
      act: 'edit',
      edits: new Map([[sourceId, settings]]),
      states: new Map([[sourceId, rescheduled(source, settings.schedule, now(), random())]]),
      ...(actor && { actor }),
    };
  });
  return trouble;
}

/** How a source fares when it is read on another schedule from now on; on the same one its next time stays. */
export function rescheduled(source: StoredSource, schedule: string, now: number, random: number): SourceState {
  const { status, reason, checkedAt, goodAt, failures } = source;
  const nextAt = schedule === source.schedule ? source.nextAt : nextTime({ schedule, now, failures: 0, random });
  return {
    status,
    failures,
    ...(reason !== undefined && { reason }),
    ...(checkedAt !== undefined && { checkedAt }),
    ...(goodAt !== undefined && { goodAt }),
    ...(nextAt !== undefined && { nextAt }),
  };
}
