import { expect, test } from 'vitest';
import { mentionsIn } from '../../src/answer/mentions.ts';

const of = (text: string, kind: string) =>
  mentionsIn(text)
    .filter((mention) => mention.kind === kind)
    .map(({ start, end }) => text.slice(start, end));

test.each([
  ['Governments were established on August 15, 1948, three years later.', 'date', ['August 15, 1948']],
  ['It is closed from 3 June to 20 August 2024.', 'date', ['from 3 June to 20 August 2024']],
  ['Мост открыли 14 сентября 2024 года.', 'date', ['14 сентября 2024 года']],
  ['Er wurde am 3. März 1921 geboren.', 'date', ['3. März 1921']],
  ['この塔は1998年3月に完成した。', 'date', ['1998年3月']],
  ['Korea was freed after 35 years of occupation.', 'duration', ['35 years']],
  ['It cost $42 million, or 1.2 million crowns.', 'money', ['$42 million', '1.2 million crowns']],
  ['About 12.5 % of them left.', 'percent', ['12.5 %']],
  ['The tower is 41 metres tall.', 'quantity', ['41 metres tall']],
  ['then the USSR and the United States liberated Korea', 'list', ['USSR and the United States']],
  ['the pro-American Lee Seung-man was elected', 'name', ['Lee Seung-man']],
])('in “%s” a %s is %j', (text, kind, expected) => {
  expect(of(text, kind)).toEqual(expected);
});

test('mentions are read in linear time', () => {
  for (const hostile of [
    '1 '.repeat(50_000),
    'A '.repeat(50_000),
    'January '.repeat(20_000),
    '"'.repeat(100_000),
    '1,000'.repeat(20_000),
  ]) {
    const started = process.cpuUsage();
    mentionsIn(hostile);
    const { user, system } = process.cpuUsage(started);
    // Microseconds of the processor: others may be busy on this machine.
    expect(user + system).toBeLessThan(5_000_000);
  }
});
