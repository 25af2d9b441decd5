/** Names and descriptions of commands and options as Discord lists them: names lower case, ≤ 32; descriptions ≤ 100 characters. */
export const commands = {
  ask: {
    name: 'ask',
    description: 'Ask a question; the answer is quoted from an article',
    options: {
      question: { name: 'question', description: 'What do you want to know?' },
      article: { name: 'article', description: 'Look in this article only' },
      private: { name: 'private', description: 'Show the answer to you alone' },
    },
  },
  search: {
    name: 'search',
    description: 'List the passages that match some words',
    options: { query: { name: 'query', description: 'Words to look for' } },
  },
  articles: { name: 'articles', description: 'See which articles are here' },
  article: {
    name: 'article',
    description: 'Read an article, page by page',
    options: { title: { name: 'title', description: 'Begin to type its title' } },
  },
  help: { name: 'help', description: 'What Footnote is, what is here, and what you can ask' },
  find: { name: 'Find in articles' },
  sources: {
    name: 'sources',
    description: 'Where the articles come from',
    list: { name: 'list', description: 'See the sources, their articles and what was refused' },
    reload: { name: 'reload', description: 'Read the articles again and show what changed' },
  },
};
