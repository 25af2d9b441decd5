/** `npm run case`: asks every case and tells what is wrong; with `--name` and `--question` adds one first. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ask, caseSchema, casesFolder, judge, readCases } from './cases.ts';

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    question: { type: 'string' },
    previous: { type: 'string' },
    today: { type: 'string' },
    articles: { type: 'string' },
    quote: { type: 'string', multiple: true },
    bold: { type: 'string', multiple: true },
    known: { type: 'string' },
    mark: { type: 'boolean' },
  },
});

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const write = (name: string, content: unknown) =>
  writeFileSync(path.join(casesFolder, name, 'case.json'), `${JSON.stringify(content, null, 2)}\n`);

function add(name: string): void {
  if (!/^[a-z0-9-]+$/.test(name)) fail('The name of a case is made of lower-case letters, digits and hyphens.');
  if (existsSync(path.join(casesFolder, name, 'case.json'))) fail(`There is a case named ${name} already.`);
  const { question, previous, today, articles, quote, bold, known } = values;
  if (question === undefined) fail('Give the question: --question "…"');
  const parsed = caseSchema.safeParse({
    question,
    previous,
    today,
    articles,
    known,
    expect: quote?.length ? quote.map((words, at) => ({ quote: words, ...(at === 0 && bold && { bold }) })) : 'not answered',
  });
  if (!parsed.success) fail(`This is no case: ${parsed.error.issues[0]?.message}`);
  mkdirSync(path.join(casesFolder, name, articles ? '' : 'articles'), { recursive: true });
  write(name, parsed.data);
  console.log(`Added test/relevance/${name}.${articles ? '' : ' Put its articles into the folder "articles" there.'}`);
}

/** Tells what every case does now. `--mark` writes `known` where a case fails, and takes it away where it passes. */
async function tell(): Promise<void> {
  let passed = 0;
  const cases = readCases();
  for (const one of cases) {
    const wrong = judge(await ask(one), one);
    if (wrong.length === 0) passed++;
    if (wrong.length) console.log(`${one.known ? 'known ' : 'FAILS '} ${one.name}: “${one.question}” ${wrong.join('; ')}`);
    else if (one.known) console.log(`passes ${one.name} (marked as known: ${one.known})`);
    if (values.mark && Boolean(one.known) !== wrong.length > 0) {
      const { name, folder, known, ...rest } = one;
      write(name, wrong.length ? { ...rest, known: wrong.join('; ').slice(0, 160) } : rest);
    }
  }
  console.log(`${passed} of ${cases.length} cases are as expected.`);
}

if (values.name) add(values.name);
else await tell();
