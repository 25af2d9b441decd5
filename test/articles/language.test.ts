import { expect, test } from 'vitest';
import { detectLanguage } from '../../src/articles/language.ts';

test.each([
  ['en', 'The ferry crossed the sound twice a day.'],
  ['de', 'Die Fähre fuhr zweimal am Tag über den Sund.'],
  ['fr', 'Le bac traversait le détroit deux fois par jour.'],
  ['es', 'El transbordador cruzaba el estrecho dos veces al día.'],
  ['ru', 'Паром пересекал пролив дважды в день.'],
  ['uk', 'Пором перетинав протоку двічі на день.'],
  ['ar', 'كانت العبارة تعبر المضيق مرتين في اليوم.'],
  ['ja', '渡し船は一日に二度、海峡を渡った。'],
  ['zh', '渡船每天兩次橫渡海峽。'],
  ['ko', '나룻배는 하루에 두 번 해협을 건넜다.'],
  ['th', 'เรือข้ามฟากแล่นข้ามช่องแคบวันละสองครั้ง'],
  ['vi', 'Chuyến phà băng qua eo biển hai lần một ngày.'],
  ['und', '12 % — 3.5'],
])('tells %s', (language, text) => {
  expect(detectLanguage(text)).toBe(language);
  expect(detectLanguage(text.normalize('NFD'))).toBe(language);
});

test('foreign names at the beginning do not turn an article foreign', () => {
  const names = 'Федеральное агентство по печати и массовым коммуникациям (Роспечать), Москва. '.repeat(5);
  expect(detectLanguage(names + 'The agency was founded to watch over the press of the whole country. '.repeat(40))).toBe('en');
});
