/** The judge of bodies knows Discord's paths and shapes. */
import { describe, expect, test } from 'vitest';
import { bodyJudge, openApiPath } from '../e2e/openapi.ts';

describe.skipIf(!openApiPath)('bodies are compared with Discord’s OpenAPI (DISCORD_OPENAPI names it)', () => {
  const judge = bodyJudge();

  test('a message, a response and a list of commands pass', () => {
    expect(judge('POST /channels/1/messages', { content: 'x', allowed_mentions: { parse: [] } })).toBeUndefined();
    expect(
      judge('POST /interactions/1/abc/callback', { type: 4, data: { components: [{ type: 10, content: 'x' }], flags: 32768 } }),
    ).toBeUndefined();
    expect(judge('PATCH /webhooks/1/abc/messages/@original', { content: 'x' })).toBeUndefined();
    expect(judge('PUT /applications/1/commands', [{ name: 'ask', description: 'Asks', options: [] }])).toBeUndefined();
  });

  test('a wrong type, a wrong shape and an unknown path do not', () => {
    expect(judge('POST /channels/1/messages', { content: 5 })).toContain('content');
    expect(
      judge('POST /interactions/1/abc/callback', { type: 4, data: { components: [{ type: 10 }], flags: 32768 } }),
    ).toBeDefined();
    expect(judge('POST /channels/1/letters', {})).toContain('no such path');
  });
});
