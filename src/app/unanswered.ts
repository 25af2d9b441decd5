/** What was asked in a server and nobody could answer: kept for its admins, sealed, without who asked, for a while. */
import type { Answer } from '../answer/answer.ts';
import type { Store } from '../store/store.ts';
import { readSettings } from './settings.ts';

/** Questions that differ in letter case, marks and blanks alone are one. */
export interface Unanswered {
  /** Finds it again to forget it. */
  readonly id: number;
  /** As it was asked last. */
  readonly question: string;
  readonly times: number;
  /** When it was asked last. */
  readonly last: number;
}

/** UTF-16 code units of a question that are kept. */
const longest = 500;
/** Different questions that are looked at, the newest. */
const most = 60;
const read = 2000;

export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Keeps `question` where its server keeps questions and the answer was none. */
export async function keepQuestion(
  { people, guilds }: Store,
  { guildId, userId, question, at }: { guildId: string; userId: string; question: string; at: number },
  state: Answer['kind'],
): Promise<void> {
  if (state === 'answered' || !(await readSettings(guilds, guildId)).keepQuestions) return;
  await people.logQuestion({ guild: guildId, userId, at, question: question.slice(0, longest), state });
}

const group = async ({ people }: Store, guildId: string) =>
  Map.groupBy(await people.questions(guildId, read), ({ question }) => fold(question));

/** What would not be answered now either, the most asked first; `answered` counts those that would. */
export async function listUnanswered(
  store: Store,
  guildId: string,
  ask: (question: string) => Promise<Answer>,
): Promise<{ readonly open: readonly Unanswered[]; readonly answered: number }> {
  const open: Unanswered[] = [];
  let answered = 0;
  for (const [newest, ...others] of [...(await group(store, guildId)).values()].slice(0, most)) {
    const { id, question, at } = newest!;
    if ((await ask(question)).kind === 'answered') answered += 1;
    else open.push({ id, question, times: others.length + 1, last: at });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { open: open.sort((a, b) => b.times - a.times || b.last - a.last), answered };
}

/** Forgets a question of the list with all that are the same; false where it is not there. */
export async function forgetUnanswered(store: Store, guildId: string, id: number): Promise<boolean> {
  const same = [...(await group(store, guildId)).values()].find((all) => all.some((one) => one.id === id));
  if (!same) return false;
  await store.people.removeQuestions(
    guildId,
    same.map((one) => one.id),
  );
  return true;
}
