/** Loaded before the program (NODE_OPTIONS=--import): from then on the command /help has a fault nobody expected. Everything else is the real thing. */
import { registerHooks } from 'node:module';

const help = '/src/discord/commands/help.ts';
const broken = `
  import { help as real } from './help.ts?real';
  export * from './help.ts?real';
  const run = () => { throw new Error('the shelf fell over'); };
  export const help = { ...real, act: { ...real.act, run } };
`;

registerHooks({
  load(url, context, next) {
    return new URL(url).pathname.endsWith(help) && !url.endsWith('?real')
      ? { format: 'module', source: broken, shortCircuit: true }
      : next(url, context);
  },
});
