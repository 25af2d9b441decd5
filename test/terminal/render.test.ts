import { expect, test } from 'vitest';
import type { Answer } from '../../src/answer/answer.ts';
import type { Article, Passage } from '../../src/articles/article.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { en } from '../../src/messages/en.ts';
import { renderAnswer } from '../../src/terminal/render.ts';
import { ansi, marks } from '../../src/terminal/style.ts';

const text = 'The kiln\n\nIt stood by the river. Agnes \u001b[2JMoor built\nthe kiln \u202ein 1912.';
const article: Article = {
  id: 'a',
  source: 'kiln.txt',
  title: 'The kiln',
  text,
  language: 'en',
  blocks: [
    { kind: 'title', heading: '', start: 0, end: 8 },
    { kind: 'paragraph', heading: '', start: 10, end: text.length },
  ],
  hash: '',
  url: 'https://kiln.example/history',
};
const passage: Passage = splitArticle(article)[0]!;
const range = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const sentence = range(text.slice(text.indexOf('Agnes')));
const excerpt = { passage, ...sentence, answer: range('Agnes \u001b[2JMoor'), terms: [], score: 1 };
const answered: Answer = { kind: 'answered', confidence: 1, excerpts: [excerpt], quotes: 1, shown: true, missing: [] };
const look = { words: en, style: marks, articles: 1 };

test('escape sequences, direction overrides and line ends of an article never reach the terminal', () => {
  expect(renderAnswer(answered, look)).toBe(
    [
      '**Agnes  [2JMoor**',
      '',
      '[1] **Agnes  [2JMoor** built the kiln  in 1912.',
      '    The kiln · kiln.txt · paragraph 1 of 1',
      '    https://kiln.example/history',
    ].join('\n'),
  );
});

test('a terminal shows bold as bold', () => {
  expect(renderAnswer(answered, { ...look, style: ansi })).toContain('[1] \u001b[1mAgnes  [2JMoor\u001b[22m built');
});

test('words that are not sure are not marked', () => {
  expect(renderAnswer({ ...answered, shown: false }, look)).toMatch(/^\[1\] Agnes {2}\[2JMoor built the kiln/);
});

test('a sentence that needs the one before is quoted with it', () => {
  const lead = range('It stood by the river.');
  expect(renderAnswer({ ...answered, excerpts: [{ ...excerpt, lead }] }, look)).toContain('[1] It stood by the river. **Agnes');
});

test('the closest passages carry no number and no mark, and say which words were not found', () => {
  const closest: Answer = { ...answered, kind: 'closest', shown: false, missing: ['roof'] };
  const rendered = renderAnswer(closest, look);
  expect(rendered).toMatch(/^\*\*No answer found\.\*\* Closest passage; it does not say "roof":\n\n {2}Agnes/);
  expect(rendered).not.toContain('[1]');
});

test('nothing found is said with what was looked for and what may have been meant; an empty shelf is said to be empty', () => {
  const nothing: Answer = { kind: 'nothing', confidence: 0, missing: ['kilm'], suggestion: 'kiln' };
  expect(renderAnswer(nothing, look)).toBe('Nothing about "kilm" in the one article here. Did you mean "kiln"?');
  expect(renderAnswer(nothing, { ...look, articles: 0 })).toBe('No articles here yet.');
  expect(renderAnswer({ ...nothing, manner: 'thanks' }, look)).toBe('You are welcome.');
});
