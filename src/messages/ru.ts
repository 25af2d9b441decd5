import type { Words } from './messages.ts';
import { admin } from './ru/admin.ts';
import { commands } from './ru/commands.ts';
import { plural } from './ru/plural.ts';
import { settings } from './ru/settings.ts';
import { shelf } from './ru/shelf.ts';
import { terminal } from './ru/terminal.ts';
import { trouble } from './ru/trouble.ts';

const list = (items: readonly string[]): string => new Intl.ListFormat('ru', { type: 'disjunction' }).format(items);
const day = (iso: string): string => new Intl.DateTimeFormat('ru', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));
const count = (n: number): string => plural(n, 'статья', 'статьи', 'статей');
/** After "в": 1 статье, 2 статьях. */
const within = (n: number): string => plural(n, 'статье', 'статьях', 'статьях');
const quoted = (words: readonly string[]): string => list(words.map((word) => `«${word}»`));

/** Russian. */
export const ru: Words = {
  language: 'ru',
  articles: count,
  day,
  commands,
  trouble,
  settings,
  terminal,
  admin,
  shelf,
  answer: {
    closest: (missing, passages) => {
      const found = `**Ответа нет.** ${passages === 1 ? 'Ближайший отрывок' : 'Ближайшие отрывки'}`;
      if (missing.length === 0) return `${found}:`;
      return `${found}; ${passages === 1 ? 'в нём' : 'в них'} нет ${quoted(missing)}:`;
    },
    nothing: (words, articles) =>
      `${words.length === 0 ? 'Ничего не нашлось' : `Ничего про ${quoted(words)}`} в ${articles === 1 ? 'единственной статье' : within(articles)} здесь.`,
    didYouMean: (suggestion) => `Может быть, «${suggestion}»?`,
    emptyShelf: (command) => `Статей здесь пока нет. Их добавляет администратор: ${command}.`,
    emptyShared: 'Статей здесь пока нет.',
    paragraph: (n, total) => `абзац ${n} из ${total}`,
    page: (n) => `страница ${n}`,
    differ: 'В статьях сказано по-разному. Сначала новее:',
    lastChecked: (when) => `последняя проверка ${when}`,
    alsoIn: (n) => `также ещё в ${within(n)}`,
    aboutMessage: (link) => `К сообщению ${link}`,
    greeting: (help) => `Здравствуйте! Спросите меня о статьях; ${help} подскажет, на что я могу ответить.`,
    thanks: 'Пожалуйста.',
    whatToAsk: (help) => `Напишите вопрос после упоминания; ${help} подскажет, на что я могу ответить.`,
  },
  lists: {
    shelf: (n) => `### Здесь ${count(n)}`,
    pageOf: (page, pages) => `страница ${page} из ${pages}`,
    noArticle: (typed) => `Статьи «${typed}» здесь нет.`,
    noName: (typed) => `Источника, издания или автора «${typed}» здесь нет.`,
    openArticle: 'Открыть статью',
    closeTitles: 'Похожие:',
  },
  help: {
    title: '### Footnote',
    what: 'Отвечаю на вопросы о статьях, приводя предложение, в котором это сказано, с названием и местом. Сам ничего не пишу: ни пересказов, ни догадок. Если в статьях этого нет, так и скажу.',
    shelf: (n, from, to) =>
      `**${count(n)}**${from && to ? (from === to ? `, от ${day(from)}` : `, с ${day(from)} по ${day(to)}`) : ''}`,
    publishers: (names, more) => `Издатели: ${names}${more > 0 ? ` и ещё ${more}` : ''}`,
    sample: 'отвечаю по образцу',
    how: (ask, search, articles, article) =>
      `${ask} — спросить · ${search} — найти отрывки · ${articles} — что здесь есть · ${article} — открыть статью. Или упомяните меня, или напишите мне лично.`,
    stores:
      'Ваши вопросы несколько минут остаются в памяти ради уточнений вроде «а когда?». Вопрос без ответа хранится для администраторов, без вашего имени, если он не задан лично.',
    tryThese: 'Попробуйте спросить:',
  },
  buttons: {
    open: 'Открыть',
    inContext: 'В контексте',
    nextMatch: 'Ещё отрывок',
    share: 'Поделиться',
    delete: 'Удалить',
    ask: (question) => `Спросить «${question}»`,
    browse: 'Все статьи',
    earlier: 'Раньше',
    later: 'Дальше',
    back: 'Назад',
    stop: 'Остановить',
  },
  talk: {
    help: [
      ...['помощь', 'помоги', 'помогите', 'команды', 'что можно спросить', 'что ты умеешь', 'что вы умеете', 'как ты работаешь'],
      ...['как это работает', 'кто ты', 'кто вы', 'ты кто', 'что ты такое', 'ты бот', 'ты человек'],
    ],
  },
};
