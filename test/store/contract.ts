/** What every store must keep, whatever database stands behind it: one suite, run against each. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checksumOf, type Member } from '../../src/store/generation.ts';
import type { Store } from '../../src/store/store.ts';

const source = (id: string) => ({ id, kind: 'page', name: `Source ${id}`, options: '{}', schedule: 'daily' });
const act = { at: 1000, act: 'reload', put: [], remove: [] };

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const put = async (collection: string, sourceId: string, articles: Record<string, string>): Promise<Member[]> => {
      const names = Object.keys(articles);
      const keys = await store.shelves.stage(collection, Object.values(articles));
      return names.map((article, index) => ({
        article,
        sourceId,
        source: `${article}.txt`,
        title: `Title of ${article}`,
        seenAt: 1,
        key: keys[index]!,
        hash: `h-${articles[article]}`,
        bytes: articles[article]!.length,
      }));
    };
    const texts = async (collection: string, number: number) => {
      const members = await store.shelves.members(collection, number);
      const contents = await store.shelves.contents(
        collection,
        members.map(({ key }) => key),
      );
      return Object.fromEntries(members.map(({ article, key }) => [article, contents.get(key)]));
    };

    test('a collection nobody filled has no generation', async () => {
      expect(await store.shelves.current('guild:1')).toBeUndefined();
      expect(await store.shelves.members('guild:1', 0)).toEqual([]);
    });

    test('each generation keeps what stood in it, while later ones change, add and remove', async () => {
      const { shelves } = store;
      await shelves.commit('guild:1', {
        ...act,
        base: 0,
        addSources: [source('s')],
        put: await put('guild:1', 's', { a: 'one', b: 'two' }),
      });
      await shelves.commit('guild:1', {
        ...act,
        base: 1,
        put: await put('guild:1', 's', { b: 'two, changed', c: 'three' }),
        remove: ['a'],
      });
      await shelves.commit('guild:1', { ...act, base: 2, removeSources: ['s'] });
      expect(await texts('guild:1', 1)).toEqual({ a: 'one', b: 'two' });
      expect(await texts('guild:1', 2)).toEqual({ b: 'two, changed', c: 'three' });
      expect(await texts('guild:1', 3)).toEqual({});
      expect((await store.sources.list('guild:1', 2)).map(({ id }) => id)).toEqual(['s']);
      expect(await store.sources.list('guild:1')).toEqual([]);
      expect((await shelves.generations('guild:1')).map(({ number, articles }) => [number, articles])).toEqual([
        [3, 0],
        [2, 2],
        [1, 2],
      ]);
    });

    test('a generation carries the checksum of its articles', async () => {
      const members = await put('guild:1', 's', { b: 'two', a: 'one' });
      const generation = await store.shelves.commit('guild:1', { ...act, base: 0, addSources: [source('s')], put: members });
      expect(generation).toMatchObject({ number: 1, articles: 2, checksum: checksumOf([members[1]!, members[0]!]) });
    });

    test('a change made against an older generation is not taken', async () => {
      await store.shelves.commit('guild:1', {
        ...act,
        base: 0,
        addSources: [source('s')],
        put: await put('guild:1', 's', { a: 'one' }),
      });
      expect(await store.shelves.commit('guild:1', { ...act, base: 0, put: await put('guild:1', 's', { a: 'other' }) })).toBe(
        'outdated',
      );
      expect(await texts('guild:1', 1)).toEqual({ a: 'one' });
    });

    test('a change that fails half-way leaves the current generation as it was', async () => {
      await store.shelves.commit('guild:1', {
        ...act,
        base: 0,
        addSources: [source('s')],
        put: await put('guild:1', 's', { a: 'one' }),
      });
      const unstaged: Member = {
        source: 'b.txt',
        title: 'B',
        seenAt: 1,
        article: 'b',
        sourceId: 's',
        key: 'never staged',
        hash: 'h',
        bytes: 1,
      };
      await expect(store.shelves.commit('guild:1', { ...act, base: 1, put: [unstaged], remove: ['a'] })).rejects.toThrow();
      expect((await store.shelves.current('guild:1'))?.number).toBe(1);
      expect(await texts('guild:1', 1)).toEqual({ a: 'one' });
    });

    test('pruning forgets older generations, what only they held, and what was staged in vain', async () => {
      const { shelves } = store;
      const first = await put('guild:1', 's', { a: 'one' });
      await shelves.commit('guild:1', { ...act, base: 0, addSources: [source('s')], put: first });
      await shelves.commit('guild:1', { ...act, base: 1, put: await put('guild:1', 's', { a: 'two' }) });
      const [vain] = await shelves.stage('guild:1', ['in vain']);
      await shelves.prune('guild:1', 2);
      expect((await shelves.generations('guild:1')).map(({ number }) => number)).toEqual([2]);
      expect((await shelves.contents('guild:1', [first[0]!.key, vain!])).size).toBe(0);
      expect(await texts('guild:1', 2)).toEqual({ a: 'two' });
    });

    test('collections do not see each other', async () => {
      await store.shelves.commit('guild:1', {
        ...act,
        base: 0,
        addSources: [source('s')],
        put: await put('guild:1', 's', { a: 'one' }),
      });
      await store.shelves.commit('guild:2', {
        ...act,
        base: 0,
        addSources: [source('t')],
        put: await put('guild:2', 't', { a: 'other' }),
      });
      const [member] = await store.shelves.members('guild:1', 1);
      expect((await store.shelves.contents('guild:2', [member!.key])).size).toBe(0);
      await store.shelves.drop('guild:2');
      expect(await texts('guild:1', 1)).toEqual({ a: 'one' });
      expect(await store.shelves.collections()).toEqual(['guild:1']);
    });

    test('a source keeps its name, state and what its pages said', async () => {
      await store.shelves.commit('guild:1', { ...act, base: 0, addSources: [source('s')] });
      const state = { status: 'stale', reason: 'timed out', checkedAt: 5, goodAt: 3, nextAt: 9, failures: 2 } as const;
      await store.sources.setState('s', state);
      const settings = { name: 'Docs', options: '{}', schedule: 'weekly' };
      await store.shelves.commit('guild:1', { ...act, base: 1, edits: new Map([['s', settings]]) });
      const visit = { address: 'https://a.example/', etag: '"1"', lastModified: 'yesterday', hash: 'h', misses: 1, checkedAt: 5 };
      await store.sources.saveVisits('s', [visit]);
      expect(await store.sources.list('guild:1')).toMatchObject([
        { ...state, id: 's', name: 'Docs', schedule: 'weekly', options: '{}' },
      ]);
      expect(await store.sources.visits('s')).toEqual([visit]);
    });

    test('what pages said is written with the generation that they made, or not at all', async () => {
      await store.shelves.commit('guild:1', { ...act, base: 0, addSources: [source('s')] });
      const visit = { address: 'https://a.example/', etag: '"1"', misses: 0, checkedAt: 5 };
      const visits = new Map([['s', [visit]]]);
      expect(await store.shelves.commit('guild:1', { ...act, base: 7, visits })).toBe('outdated');
      expect(await store.sources.visits('s')).toEqual([]);
      await store.shelves.commit('guild:1', { ...act, base: 1, visits });
      expect(await store.sources.visits('s')).toEqual([visit]);
      await store.shelves.commit('guild:1', { ...act, base: 2, visits: new Map([['s', []]]) });
      expect(await store.sources.visits('s')).toEqual([]);
    });

    test('an older generation knows how its sources were set then, as long as it is kept', async () => {
      const settings = (name: string) => ({ name, options: `{"of":"${name}"}`, schedule: 'daily' });
      await store.shelves.commit('guild:1', { ...act, base: 0, addSources: [{ id: 's', kind: 'page', ...settings('first') }] });
      for (const [base, name] of [
        [1, 'second'],
        [2, 'third'],
      ] as const)
        await store.shelves.commit('guild:1', { ...act, base, edits: new Map([['s', settings(name)]]) });
      const then = async (number?: number) => (await store.sources.list('guild:1', number))[0];
      expect(await then(1)).toMatchObject(settings('first'));
      expect(await then(2)).toMatchObject(settings('second'));
      expect(await then()).toMatchObject(settings('third'));
      await store.shelves.prune('guild:1', 2);
      expect(await then(2)).toMatchObject(settings('second'));
      expect(await then(3)).toMatchObject(settings('third'));
    });

    test('a source is due when its time has come, unless it is held or its guild was left', async () => {
      const fresh = { status: 'fresh', failures: 0 } as const;
      for (const [index, id] of ['late', 'early', 'held', 'never'].entries())
        await store.shelves.commit('guild:1', { ...act, base: index, addSources: [source(id)] });
      await store.sources.setState('late', { ...fresh, nextAt: 20 });
      await store.sources.setState('early', { ...fresh, nextAt: 10 });
      await store.sources.setState('held', { status: 'held', failures: 0, nextAt: 10 });
      expect((await store.sources.due(15)).map(({ id }) => id)).toEqual(['early']);
      expect((await store.sources.due(25)).map(({ id }) => id)).toEqual(['early', 'late']);
      await store.guilds.markLeft('1', 30);
      expect(await store.sources.due(25)).toEqual([]);
      await store.guilds.markLeft('1', undefined);
      expect(await store.sources.due(25)).toHaveLength(2);
    });

    test('trouble of a source is news until it is told, then its recovery is, in guilds that the bot is in', async () => {
      const news = async () => (await store.sources.untold()).map(({ id, status }) => `${id} ${status}`);
      const set = (id: string, status: 'fresh' | 'stale' | 'refused' | 'held') =>
        store.sources.setState(id, { status, failures: 0 });
      const tell = async () => store.sources.saveTold(await store.sources.untold());
      for (const [index, id] of ['a', 'b'].entries())
        await store.shelves.commit('guild:1', { ...act, base: index, addSources: [source(id)] });
      await store.shelves.commit('shared', { ...act, base: 0, addSources: [source('c')] });
      expect(await news()).toEqual([]);
      await set('a', 'stale');
      await set('c', 'stale');
      expect(await news()).toEqual(['a stale']);
      await set('a', 'fresh');
      expect(await news()).toEqual([]);
      await set('a', 'stale');
      await tell();
      expect(await news()).toEqual([]);
      await set('a', 'refused');
      await set('b', 'stale');
      expect(await news()).toEqual(['a refused', 'b stale']);
      await tell();
      await set('a', 'fresh');
      await set('b', 'held');
      expect(await news()).toEqual(['a fresh']);
      await tell();
      await set('b', 'fresh');
      await store.shelves.commit('guild:1', { ...act, base: 2, removeSources: ['b'] });
      expect(await news()).toEqual([]);
      await set('a', 'stale');
      await store.guilds.markLeft('1', 5);
      expect(await news()).toEqual([]);
      await store.guilds.markLeft('1', undefined);
      expect(await news()).toEqual(['a stale']);
    });

    test('a guild may be told something once in a while, each for itself', async () => {
      const { guilds } = store;
      for (const guild of ['1', '2']) await guilds.saveSettings(guild, '{}');
      expect(await guilds.mayTell('1', 100, 50)).toBe(true);
      await guilds.saveSettings('1', '{"language":"ru"}');
      expect(await guilds.mayTell('1', 149, 50)).toBe(false);
      expect(await guilds.mayTell('2', 149, 50)).toBe(true);
      expect(await guilds.mayTell('1', 150, 50)).toBe(true);
      expect(await guilds.mayTell('1', 151, 50)).toBe(false);
    });

    test('settings, quota, checks and audit belong to one guild and go with it', async () => {
      const { guilds } = store;
      await store.shelves.commit('guild:1', {
        ...act,
        base: 0,
        addSources: [source('s')],
        put: await put('guild:1', 's', { a: 'one' }),
      });
      await guilds.saveSettings('1', '{"language":"ru"}');
      await guilds.saveQuota('1', '{"sources":3}');
      const check = { question: 'who?', quote: 'She did.', article: 'a', createdAt: 7 };
      const id = await guilds.addCheck('1', check);
      await guilds.record('1', { at: 8, userId: '42', act: 'reload', detail: 'all' });
      await store.people.logQuestion({ guild: '1', userId: '42', at: 9, question: 'why?', state: 'nothing' });
      expect(await guilds.settings('1')).toBe('{"language":"ru"}');
      expect(await guilds.checks('1')).toEqual([{ ...check, id }]);
      expect(await guilds.checks('2')).toEqual([]);
      expect(await guilds.removeCheck('2', id)).toBe(false);
      expect(await guilds.audit('1', 10)).toMatchObject([{ act: 'reload', detail: 'all' }]);
      expect(await guilds.usage('guild:1')).toEqual({ sources: 1, articles: 1, bytes: 3 });
      await guilds.purge('1');
      expect([await guilds.settings('1'), await guilds.quota('1')]).toEqual([undefined, undefined]);
      expect(await guilds.checks('1')).toEqual([]);
      expect(await guilds.audit('1', 10)).toEqual([]);
      expect(await store.people.questions('1', 10)).toEqual([]);
      expect(await store.shelves.current('guild:1')).toBeUndefined();
    });

    test('a guild that was left is found after its time of grace, and not once the bot is back', async () => {
      await store.shelves.commit('guild:1', { ...act, base: 0 });
      await store.guilds.markLeft('1', 100);
      expect(await store.guilds.leftBefore(100)).toEqual([]);
      expect(await store.guilds.leftBefore(101)).toEqual(['1']);
      await store.guilds.markLeft('1', undefined);
      expect(await store.guilds.leftBefore(101)).toEqual([]);
    });

    test('a person who asks to be forgotten leaves no row', async () => {
      await store.people.logQuestion({ guild: '1', userId: '42', at: 1, question: 'why?', state: 'nothing' });
      await store.people.logQuestion({ guild: '1', userId: '43', at: 1, question: 'when?', state: 'nothing' });
      await store.people.saveFeedback({ guild: '1', userId: '42', at: 1, question: 'why?', verdict: 'wrong' });
      await store.guilds.record('1', { at: 8, userId: '42', act: 'reload', detail: 'all' });
      expect(await store.people.about('42')).toEqual({ questions: 1, feedback: 1, acts: 1 });
      await store.people.forget('42');
      expect(await store.people.about('42')).toEqual({ questions: 0, feedback: 0, acts: 0 });
      expect(await store.people.questions('1', 10)).toMatchObject([{ question: 'when?' }]);
    });

    test('questions and feedback expire', async () => {
      await store.people.logQuestion({ userId: '42', at: 1, question: 'why?', state: 'nothing' });
      await store.people.saveFeedback({ userId: '42', at: 5, verdict: 'right' });
      await store.people.expire(5);
      expect(await store.people.about('42')).toMatchObject({ questions: 0, feedback: 1 });
    });

    test('names and texts full of query syntax are only text', async () => {
      const nasty = `'; drop table sources; -- % _ "x" * NEAR( ' || 1`;
      await store.shelves.commit(`guild:${nasty}`, {
        ...act,
        base: 0,
        addSources: [{ ...source('s'), name: nasty }],
        put: await put(`guild:${nasty}`, 's', { [nasty]: nasty }),
      });
      await store.guilds.saveSettings(nasty, nasty);
      expect(await texts(`guild:${nasty}`, 1)).toEqual({ [nasty]: nasty });
      expect(await store.guilds.settings(nasty)).toBe(nasty);
      expect(await store.sources.list(`guild:${nasty}`)).toMatchObject([{ name: nasty }]);
      const check = { question: nasty, quote: nasty, article: nasty, createdAt: 1 };
      const id = await store.guilds.addCheck(nasty, check);
      for (const guild of ['%', '_', "' or '1'='1"]) {
        expect(await store.guilds.checks(guild)).toEqual([]);
        expect(await store.guilds.removeCheck(guild, id)).toBe(false);
        expect(await store.sources.list(`guild:${guild}`)).toEqual([]);
        await store.guilds.purge(guild);
      }
      expect(await store.guilds.checks(nasty)).toEqual([{ ...check, id }]);
      expect(await store.guilds.settings(nasty)).toBe(nasty);
    });
  });
}
