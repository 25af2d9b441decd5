/** The one list of what buttons and selects do. */
import { example, suggestion } from './buttons/ask.ts';
import { articlesPage, openArticle, readPage, resultsPage } from './buttons/pages.ts';
import { context, next } from './buttons/places.ts';
import { remove } from './buttons/remove.ts';
import { back, change, changeAliases, choose } from './buttons/settings.ts';
import { shareAnswer, shareClosest } from './buttons/share.ts';
import { shelfButtons } from './buttons/shelf.ts';
import { stop } from './buttons/stop.ts';
import { forget } from './commands/privacy.ts';
import type { Button } from './handler.ts';

export const buttons: readonly Button[] = [
  context,
  next,
  shareAnswer,
  shareClosest,
  remove,
  example,
  suggestion,
  articlesPage,
  resultsPage,
  openArticle,
  readPage,
  stop,
  ...shelfButtons,
  back,
  change,
  changeAliases,
  choose,
  forget,
];
