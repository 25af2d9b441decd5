import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCustomIds } from '../../src/discord/custom-id.ts';
import { decodePlaces, encodePlaces } from '../../src/discord/place.ts';

const secret = randomBytes(32);
const ids = createCustomIds(secret);
const asker = ids.asker('123456789012345678');

describe('a custom id', () => {
  const id = ids.sign('next', ['abc', 'DEF_-'], asker, 'guild');

  test('says what it was signed with, also in another process with the same secret', () => {
    expect(createCustomIds(secret).read(id, 'guild')).toEqual({ action: 'next', fields: ['abc', 'DEF_-'], asker });
    expect(ids.read(ids.sign('delete', [], asker, ''), '')).toEqual({ action: 'delete', fields: [], asker });
  });

  test('is refused when any of its characters is changed', () => {
    for (let at = 0; at < id.length; at++) {
      const changed = `${id.slice(0, at)}${id[at] === 'x' ? 'y' : 'x'}${id.slice(at + 1)}`;
      expect(ids.read(changed, 'guild'), changed).toBeUndefined();
    }
  });

  test('is refused in another guild, from another bot, and when it is no id at all', () => {
    expect(ids.read(id, 'other')).toBeUndefined();
    expect(ids.read(id, '')).toBeUndefined();
    expect(createCustomIds(randomBytes(32)).read(id, 'guild')).toBeUndefined();
    for (const junk of ['', 'x', '1.next..', id.repeat(9), `${id} `]) expect(ids.read(junk, 'guild')).toBeUndefined();
  });

  test('never holds the id of the person', () => {
    expect(id).not.toContain('123456789012345678');
    expect(ids.asker('123456789012345679')).not.toBe(asker);
  });

  test('is never longer than 100 characters', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,16}$/),
        fc.array(fc.stringMatching(/^[0-9A-Za-z_-]{0,20}$/), { maxLength: 8 }),
        (action, fields) => {
          if (ids.fits(action, fields)) expect(ids.sign(action, fields, asker, 'g').length).toBeLessThanOrEqual(100);
          else expect(() => ids.sign(action, fields, asker, 'g')).toThrow(RangeError);
        },
      ),
    );
  });
});

const place = fc.record(
  {
    articleId: fc.stringMatching(/^[0-9A-Za-z_-]{12}$/),
    hash: fc.stringMatching(/^[0-9a-f]{6}$/),
    start: fc.nat(60_000_000),
    lead: fc.nat(2000),
    answer: fc.record({ offset: fc.nat(5000), length: fc.integer({ min: 1, max: 400 }) }),
  },
  { requiredKeys: ['articleId', 'hash', 'start', 'lead'] },
);

describe('places in a custom id', () => {
  test('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 5 }), (places) => {
        expect(decodePlaces(encodePlaces(places))).toEqual(places);
      }),
    );
  });

  test('one with its answer and two to come fit', () => {
    const far = { articleId: 'abcdefghijkl', hash: 'a1b2c3', start: 90_000, lead: 0 };
    const all = encodePlaces([
      { ...far, lead: 80, answer: { offset: 40, length: 12 } },
      { ...far, articleId: 'bcdefghijklm' },
      { ...far, start: 100 },
    ]);
    expect(ids.fits('next', all)).toBe(true);
  });

  test('that are none are none', () => {
    expect(decodePlaces(['a'])).toEqual([]);
    expect(decodePlaces(['', 'AAAA'])).toEqual([]);
    expect(decodePlaces(['a', ''])).toEqual([]);
  });
});
