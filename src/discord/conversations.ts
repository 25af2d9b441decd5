/** What was asked before, for "and when?": in memory alone, for a quarter of an hour, and never more than the newest thousand. */

const life = 15 * 60_000;
const size = 1000;

export interface Conversations {
  remember(key: string, question: string): void;
  /** The question remembered under this key, if it is not too old. */
  before(key: string): string | undefined;
}

export const createConversations = (now: () => number = Date.now): Conversations => {
  const said = new Map<string, { question: string; at: number }>();
  return {
    remember(key, question) {
      said.delete(key);
      said.set(key, { question, at: now() });
      if (said.size > size) said.delete(said.keys().next().value!);
    },
    before(key) {
      const known = said.get(key);
      return known && now() - known.at < life ? known.question : undefined;
    },
  };
};
