import { admin } from './en/admin.ts';
import { commands } from './en/commands.ts';
import { settings } from './en/settings.ts';
import { shelf } from './en/shelf.ts';
import { terminal } from './en/terminal.ts';
import { trouble } from './en/trouble.ts';

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
const list = (items: readonly string[]): string => new Intl.ListFormat('en', { type: 'disjunction' }).format(items);
const day = (iso: string): string => new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));

/**
 * English. Words in Discord's Markdown; whatever is passed in is already escaped. Counts are plain numbers, dates ISO.
 */
export const en = {
  language: 'en',
  articles: (n: number): string => count(n, 'article'),
  day,
  commands,
  trouble,
  settings,
  terminal,
  admin,
  shelf,
  answer: {
    /** `missing`: words of the question that no shown passage holds. */
    closest: (missing: readonly string[], passages: number): string => {
      const found = `**No answer found.** Closest ${passages === 1 ? 'passage' : 'passages'}`;
      if (missing.length === 0) return `${found}:`;
      const words = list(missing.map((word) => `"${word}"`));
      return `${found}; ${passages === 1 ? 'it does not say' : 'none says'} ${words}:`;
    },
    nothing: (words: readonly string[], articles: number): string =>
      `Nothing ${words.length === 0 ? 'found' : `about ${list(words.map((word) => `"${word}"`))}`} in the ${articles === 1 ? 'one article' : count(articles, 'article')} here.`,
    didYouMean: (suggestion: string): string => `Did you mean "${suggestion}"?`,
    emptyShelf: (command: string): string => `No articles here yet. An admin adds them with ${command}.`,
    emptyShared: 'No articles here yet.',
    paragraph: (n: number, total: number): string => `paragraph ${n} of ${total}`,
    page: (n: number): string => `page ${n}`,
    differ: 'The articles differ. Newest first:',
    /** Below a quote whose copy is old: when its source was last read. */
    lastChecked: (day: string): string => `last checked ${day}`,
    alsoIn: (n: number): string => `also in ${count(n, 'more article')}`,
    aboutMessage: (link: string): string => `About ${link}`,
    greeting: (help: string): string => `Hello! Ask me about the articles here; ${help} says what I can answer.`,
    thanks: 'You are welcome.',
    whatToAsk: (help: string): string => `Ask me a question after the mention; ${help} says what I can answer.`,
  },
  lists: {
    shelf: (n: number): string => `### ${count(n, 'article')} here`,
    pageOf: (page: number, pages: number): string => `page ${page} of ${pages}`,
    noArticle: (typed: string): string => `No article called "${typed}" here.`,
    noName: (typed: string): string => `No source, publisher or author called "${typed}" here.`,
    openArticle: 'Open an article',
    closeTitles: 'Close to it:',
  },
  help: {
    title: '### Footnote',
    what: 'I answer questions about the articles here by quoting the sentence that says it, with its title and place. I write nothing myself: no summary, no guess. When the articles do not say it, I say so.',
    shelf: (n: number, from: string | undefined, to: string | undefined): string =>
      `**${count(n, 'article')}**${from && to ? (from === to ? `, from ${day(from)}` : `, from ${day(from)} to ${day(to)}`) : ''}`,
    publishers: (names: string, more: number): string => `Published by ${names}${more > 0 ? ` and ${more} more` : ''}`,
    sample: 'answering from the sample',
    how: (ask: string, search: string, articles: string, article: string): string =>
      `${ask} asks · ${search} lists passages · ${articles} shows what is here · ${article} opens one. Or mention me, or write me a direct message.`,
    stores:
      'Your questions live in memory for a few minutes, for follow-ups like "and when?". One that nobody could answer is kept for the admins, without your name, unless asked privately.',
    tryThese: 'Questions to try:',
  },
  buttons: {
    open: 'Open',
    inContext: 'In context',
    nextMatch: 'Next match',
    share: 'Share',
    delete: 'Delete',
    ask: (question: string): string => `Ask "${question}"`,
    browse: 'Browse articles',
    earlier: 'Earlier',
    later: 'Later',
    back: 'Back',
    stop: 'Stop',
  },
  talk: {
    /** Whole lines, in lower case without punctuation, that ask what the bot is or does. */
    help: [
      ...[
        'help',
        'help me',
        'help please',
        'commands',
        'what can i ask',
        'what can i ask you',
        'what can you do',
        'what do you do',
      ],
      ...[
        'how do you work',
        'how does this work',
        'how do i use you',
        'who are you',
        'what are you',
        'are you a bot',
        'are you human',
      ],
    ],
  },
};
