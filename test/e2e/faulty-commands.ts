/**
 * Loaded before the program (NODE_OPTIONS=--import): from then on /help has a fault nobody expected, /search takes two seconds, /articles a
 * moment, and /settings never ends. Everything else is the real thing.
 */
import { registerHooks } from 'node:module';

/** The command `name` of its file, with another `run`. */
const replaced = (name: string, run: string) => `
  import { ${name} as real } from './${name}.ts?real';
  export * from './${name}.ts?real';
  const run = ${run};
  export const ${name} = { ...real, act: { ...real.act, run } };
`;

/** The real thing, after so many milliseconds in which the processor is free. */
const slow = (ms: number) =>
  `async (...args) => { await new Promise((resolve) => setTimeout(resolve, ${ms})); return real.act.run(...args); }`;

const sources: Readonly<Record<string, string>> = {
  '/src/discord/commands/help.ts': replaced('help', "() => { throw new Error('the shelf fell over'); }"),
  '/src/discord/commands/search.ts': replaced('search', slow(2000)),
  '/src/discord/commands/settings.ts': replaced('settings', '() => new Promise(() => setInterval(() => {}, 1000))'),
  '/src/discord/commands/articles.ts': replaced('articles', slow(20)),
};

registerHooks({
  load(url, context, next) {
    const found = Object.entries(sources).find(([file]) => url.endsWith(file));
    return found ? { format: 'module', source: found[1], shortCircuit: true } : next(url, context);
  },
});
