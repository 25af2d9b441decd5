import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createReader, readerLimits } from '../../src/articles/formats/reader.ts';

test('a reader that had nothing to do for a while reads again', async () => {
  const reader = createReader({ ...readerLimits, time: 60_000, idle: 10 });
  onTestFinished(() => reader.close());
  for (const title of ['The mill', 'The ferry']) {
    const bytes = Buffer.from(`<title>${title}</title><h1>${title}</h1><p>It stands by the river.</p>`);
    expect(await reader.read('article', { source: 'page.html', bytes, collection: 'shared' })).toMatchObject({ title });
    await pause(100);
  }
});
