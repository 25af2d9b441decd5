/** The one list of commands: what is registered is what is dispatched. */
import { addToShelf } from './commands/add-to-shelf.ts';
import { article, articles } from './commands/articles.ts';
import { ask } from './commands/ask.ts';
import { find } from './commands/find.ts';
import { help } from './commands/help.ts';
import { privacy } from './commands/privacy.ts';
import { search } from './commands/search.ts';
import { settings } from './commands/settings.ts';
import { keepAsCheck } from './commands/sources/checks.ts';
import { sources } from './commands/sources.ts';
import type { Command } from './handler.ts';

export const commands: readonly Command[] = [
  ask,
  search,
  articles,
  article,
  help,
  find,
  sources,
  addToShelf,
  keepAsCheck,
  settings,
  privacy,
];
