import type { Words } from '../messages.ts';

/** The same limits as in English: names lower case, ≤ 32; descriptions ≤ 100 characters. */
export const commands: Words['commands'] = {
  ask: {
    name: 'спросить',
    description: 'Задать вопрос; ответ — цитата из статьи',
    options: {
      question: { name: 'вопрос', description: 'Что вы хотите узнать?' },
      article: { name: 'статья', description: 'Искать только в этой статье' },
      private: { name: 'лично', description: 'Показать ответ только вам' },
    },
  },
  search: {
    name: 'найти',
    description: 'Показать отрывки, в которых есть эти слова',
    options: { query: { name: 'запрос', description: 'Какие слова искать' } },
  },
  articles: { name: 'статьи', description: 'Какие статьи здесь есть' },
  article: {
    name: 'статья',
    description: 'Читать статью по страницам',
    options: { title: { name: 'название', description: 'Начните вводить название' } },
  },
  help: { name: 'помощь', description: 'Что такое Footnote, что здесь есть и о чём можно спросить' },
  find: { name: 'Найти в статьях' },
  sources: {
    name: 'источники',
    description: 'Откуда берутся статьи',
    list: { name: 'список', description: 'Источники, их статьи и что не удалось прочитать' },
    reload: { name: 'обновить', description: 'Прочитать статьи заново и показать, что изменилось' },
  },
};
