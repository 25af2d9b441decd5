import { expect, test } from 'vitest';
import { completeQuestion } from '../../src/answer/follow-up.ts';

test.each([
  ['and when?', 'who wrote the letter?', 'when wrote letter?'],
  ['and who published it?', 'who wrote the letter?', 'who published letter?'],
  ['how tall is it', 'Who built the lighthouse at Corran Point?', 'how tall is lighthouse Corran Point?'],
  ['and of Oakford?', 'Who was the first mayor of Elmford?', 'Who first mayor Oakford?'],
  ['where is it?', 'How much did the library cost?', 'where is library?'],
  ['and what do they eat?', 'How do sea otters keep warm?', 'what do eat sea otters?'],
  ['а когда?', 'Кто открыл музей часов?', 'когда открыл музей часов?'],
])('“%s” after “%s” is asked as “%s”', (question, previous, completed) => {
  expect(completeQuestion(question, previous).replace(/\s+/g, ' ').trim()).toBe(completed);
});

test.each([
  ['What is kelp?', 'How do otters keep warm?'],
  ['and who won the cup final?', 'Which union criticised the deal?'],
  ['When does the museum in Upper Yar close in winter?', 'Who opened it?'],
])('“%s” needs nothing of “%s”', (question, previous) => {
  expect(completeQuestion(question, previous)).toBe(question);
});

test('without a question before, a question stays as it is', () => {
  expect(completeQuestion('and when?', undefined)).toBe('and when?');
});
