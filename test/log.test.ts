import { expect, test } from 'vitest';
import { createLog, logIncident } from '../src/log.ts';

const secret = 'canary-secret-"quoted"-0123456789';
// Made of parts, so that no scanner of sources takes it for a real one.
const token = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GaBcDe', 'x'.repeat(38)].join('.');

function record(level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const log = createLog({ level, secrets: [secret, ''], write: (line) => lines.push(line) });
  return { log, lines };
}

test('a line is one JSON object with the time, the level, the message and the facts', () => {
  const { log, lines } = record();
  log.info({ articles: 3 }, 'ready');
  log.debug({}, 'not at this level');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 30, msg: 'ready', articles: 3, time: expect.stringMatching(/^\d{4}-.*Z$/) });
});

test.each([
  ['a secret in the message', secret],
  ['a secret among the facts', { deep: { down: [secret] } }],
  ['a bot token', token],
  ['an authorization header', { headers: { authorization: 'Bot abcdefghijkl' } }],
  [
    'an interaction token in an address',
    'https://discord.com/api/v10/interactions/123456789012345678/canary-secret-token/callback',
  ],
  [
    'a webhook token in an address',
    'https://discord.com/api/v10/webhooks/123456789012345678/canary-secret-token/messages/@original',
  ],
  [
    'an error whose message, stack and cause tell one',
    new Error(`POST /interactions/1/canary-secret-token/callback`, { cause: new Error(secret) }),
  ],
])('no line holds %s', (_what, value) => {
  const { log, lines } = record();
  log.error({ err: value, value }, `failed: ${value}`);
  expect(lines.join('')).not.toMatch(/canary-secret|xxxxxxxx|abcdefghijkl/);
  expect(lines.join('')).toContain('[hidden]');
  expect(() => JSON.parse(lines[0]!)).not.toThrow();
});

test('an error is logged with its cause, but without what else hangs on it', () => {
  const { log, lines } = record();
  const error = Object.assign(new Error('outer', { cause: new TypeError('inner') }), { requestBody: 'foreign words', code: 50013 });
  log.error({ err: error }, 'failed');
  expect(JSON.parse(lines[0]!).err).toMatchObject({
    type: 'Error',
    message: 'outer',
    code: 50013,
    cause: { type: 'TypeError', message: 'inner' },
  });
  expect(lines[0]).not.toContain('foreign words');
});

test('a line is bounded, and still JSON', () => {
  const { log, lines } = record();
  log.info({ text: 'x'.repeat(1_000_000) }, 'long');
  expect(lines[0]!.length).toBeLessThan(2_000);
  expect(JSON.parse(lines[0]!)).toMatchObject({ msg: 'long', cutFrom: expect.any(Number) });
});

test('an incident is found in the log by the id that the person was told', () => {
  const { log, lines } = record();
  const id = logIncident(log, new Error('a fault of ours'), { command: 'ask' }, 'a command failed');
  expect(id).toMatch(/^[2-9a-z]{8}$/);
  expect(JSON.parse(lines[0]!)).toMatchObject({ incident: id, command: 'ask', err: { message: 'a fault of ours' } });
});
