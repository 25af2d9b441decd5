import { expect, test } from 'vitest';
import { questionIn } from '../../src/discord/commands/find.ts';

test.each([
  ['a short message whole', 'The harbour of Norvik', 'The harbour of Norvik'],
  ['the question of a short one', 'How much health has the warden? I keep dying.', 'How much health has the warden?'],
  ['no word that asks nothing', 'It opens at nine, on Sundays too. Right?', 'It opens at nine, on Sundays too. Right?'],
  ['words without mentions and addresses', '<@123456789012345678> see https://a.example/b who built it?', 'see who built it?'],
  ['nothing of a long one that asks nothing', 'We talked and talked. '.repeat(20), undefined],
])('of a message is looked up: %s', (_, message, question) => {
  expect(questionIn(message)).toBe(question);
});
