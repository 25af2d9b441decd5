import { expect, test } from 'vitest';
import { createDigest, type News } from '../../src/discord/notices.ts';

test('news of the sources go out at once, later ones a day after, each source as it stands then, and servers apart', async () => {
  let now = 0;
  const timers: { run: () => void; at: number }[] = [];
  const sent: [string, string][] = [];
  const digest = createDigest({
    send: async (guild: string, news: readonly News[]) => {
      sent.push([guild, news.map(({ source, kind }) => `${source} ${kind}`).join(', ')]);
    },
    now: () => now,
    setTimer: (run, ms) => {
      timers.push({ run, at: now + ms });
      return { unref: () => {} };
    },
  });
  digest('g', { source: 'feed', kind: 'stale' });
  expect(sent).toEqual([['g', 'feed stale']]);

  now = 60_000;
  digest('g', { source: 'feed', kind: 'recovered' });
  digest('g', { source: 'site', kind: 'refused' });
  digest('g', { source: 'feed', kind: 'stale' });
  digest('h', { source: 'page', kind: 'stale' });
  expect(sent.slice(1)).toEqual([['h', 'page stale']]);
  expect(timers.map(({ at }) => at)).toEqual([24 * 60 * 60_000]);

  now = timers[0]!.at;
  timers[0]!.run();
  expect(sent.slice(2)).toEqual([['g', 'feed stale, site refused']]);
});
