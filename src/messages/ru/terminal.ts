import type { Words } from '../messages.ts';

/** Russian. */
export const terminal: Words['terminal'] = {
  sample: 'Отвечаю по образцу. Чтобы отвечать по своим статьям, назовите их папку: ARTICLES_DIR в .env.',
  ask: 'Введите вопрос и нажмите Enter. Ctrl+D — конец.',
  prompt: 'вопрос> ',
  skipped: (source, reason) => `Пропущено ${source}: ${reason}`,
  greeting: 'Здравствуйте! Спросите меня о статьях.',
  holds: (words) => `есть ${words}`,
  nearBy: (words) => `рядом ${words}`,
  lacks: (words) => `нет ${words}`,
  speaksFor: 'за',
  speaksAgainst: 'против',
  usually: (value, usual) => `${value}; у других обычно ${usual}`,
  nothingToExplain: 'Ни в одном предложении нет слов вопроса.',
  wrong: (incident) => `Что-то пошло не так; в журнале это записано под ${incident}. Попробуйте ещё раз.`,
};
