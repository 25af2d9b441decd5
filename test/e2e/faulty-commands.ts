/** Loaded before the program (NODE_OPTIONS=--import): from then on /help has a fault nobody expected and /search takes two seconds. Everything else is the real thing. */
import { registerHooks } from 'node:module';

/** The command `name` of its file, with another `run`. */
const replaced = (name: string, run: string) => `
  import { ${name} as real } from './${name}.ts?real';
  export * from './${name}.ts?real';
  const run = ${run};
  export const ${name} = { ...real, act: { ...real.act, run } };
`;

const sources: Readonly<Record<string, string>> = {
  '/src/discord/commands/help.ts': replaced('help', "() => { throw new Error('the shelf fell over'); }"),
  '/src/discord/commands/search.ts': replaced(
    'search',
    'async (...args) => { await new Promise((resolve) => setTimeout(resolve, 2000)); return real.act.run(...args); }',
  ),
};

registerHooks({
  load(url, context, next) {
    const found = Object.entries(sources).find(([file]) => url.endsWith(file));
    return found ? { format: 'module', source: found[1], shortCircuit: true } : next(url, context);
  },
});
