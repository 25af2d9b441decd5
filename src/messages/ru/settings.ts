import type { Words } from '../messages.ts';
import { plural } from './plural.ts';

export const settings: Words['settings'] = {
  title: '### Настройки',
  row: (name, value) => `**${name}:** ${value}`,
  names: {
    channels: 'Отвечаю в',
    channelSources: 'Источники по каналам',
    publicAnswers: 'Ответы на /спросить',
    language: 'Язык для всех',
    adminRole: 'Роль администратора',
    sureness: 'Насколько уверенным должен быть ответ',
    notices: 'Новости источников',
    sharedShelf: 'Общие статьи бота',
    aliases: 'Другие имена',
    keepQuestions: 'Вопросы без ответа',
  },
  everywhere: 'каждом канале',
  allSources: 'все источники в каждом канале',
  channelSources: (channels) => `${plural(channels, 'канал', 'канала', 'каналов')} со своими источниками`,
  public: 'видны всем, если не спросили лично',
  private: 'видны спросившему, если не спросили для всех',
  asServer: 'язык сервера',
  none: 'только те, кто управляет сервером',
  nowhere: 'никуда',
  on: 'отвечают и здесь',
  off: 'здесь не отвечают',
  kept: 'хранятся 90 дней для администраторов',
  notKept: 'не хранятся',
  aliases: (lines) => (lines === 0 ? 'нет' : plural(lines, 'строка', 'строки', 'строк')),
  languages: { en: 'English', ru: 'Русский' },
  sureness: { careful: 'Осторожно', balanced: 'Взвешенно', eager: 'Смело' },
  surenessOf: (answered, total) =>
    total === 0
      ? 'сохраните проверки, чтобы сравнить'
      : `отвечает на ${answered} из ${plural(total, 'проверки', 'проверок', 'проверок')}`,
  choose: 'Выберите',
  chooseChannels: 'Выберите каналы; ни одного — значит все',
  chooseChannel: 'Выберите канал',
  chooseSources: (channel) => `Какие источники отвечают в ${channel}? Ни одного — значит все.`,
  noSources: 'Источник всего один, выбирать не из чего.',
  change: 'Изменить',
  back: 'Назад',
  aliasesTitle: 'Другие имена',
  aliasesLabel: 'По группе имён на строку',
  aliasesExample: 'КНДР = Северная Корея',
  aliasProblem: (line, reason) => `Ничего не изменилось. Строка ${line}: ${reason}`,
  roleHint: (role, command) =>
    `${role} теперь может то же, что и администраторы. Discord хочет, чтобы это было разрешено и в настройках сервера → Интеграции → Footnote: для ${command} и других команд администраторов.`,
  notSaved: 'Такое значение не подходит. Ничего не изменилось.',
  unavailable: 'Этот бот настроек не хранит.',
  notHere: (channels) => `В этом канале я не отвечаю. Спросите меня в ${channels}.`,
  news: {
    stale: (name, reason) => `**${name}** не читается: ${reason} Отвечает последняя хорошая копия.`,
    refused: (name, reason) => `**${name}** не принят: ${reason} Отвечает последняя хорошая копия.`,
    recovered: (name) => `**${name}** снова читается.`,
    more: (n) => `-# И ещё ${n.toLocaleString('ru')}.`,
  },
  privacy: {
    title: '### Что о вас хранится',
    nothing:
      'О вас ничего не хранится. Ваши вопросы живут в памяти несколько минут и забываются; вопрос без ответа хранится для администраторов сервера, под замком, если вы не спросили лично.',
    kept: (acts, questions, feedback) =>
      [
        ...(acts > 0 ? [`${plural(acts, 'действие', 'действия', 'действий')} администратора`] : []),
        ...(questions > 0 ? [`${plural(questions, 'вопрос', 'вопроса', 'вопросов')} без ответа, под замком, на 90 дней`] : []),
        ...(feedback > 0 ? [`${plural(feedback, 'оценка', 'оценки', 'оценок')} ответов`] : []),
      ].join(' · '),
    how: '-# Под хешем вашего id с ключом, не под именем.',
    sure: 'Удалить то, что о вас хранится? Ваши действия администратора останутся в списке сервера без вас.',
    delete: 'Удалить',
    deleted: 'То, что о вас хранилось, удалено.',
  },
};
