import type { Words } from '../messages.ts';
import { plural } from './plural.ts';

const names = (items: readonly string[], more: number): string => `${items.join(', ')}${more > 0 ? ` и ещё ${more}` : ''}`;
const articles = (n: number): string => plural(n, 'статья', 'статьи', 'статей');

export const admin: Words['admin'] = {
  sources: (n) => `### ${plural(n, 'источник', 'источника', 'источников')}`,
  source: (name, kind, count, loaded) => `**${name}** · ${kind} · ${articles(count)} · прочитано ${loaded}`,
  refused: (n) => `!${n} не прочитано`,
  refusal: (name, reason) => `**${name}**: ${reason}`,
  noSources: 'Источников пока нет.',
  reload: {
    running: (done, total, bar) => `Обновляю: ${done} из ${total} статей ${bar} · отвечаю по прежней полке`,
    starting: 'Обновляю · отвечаю по прежней полке',
    done: '### Полка обновлена',
    nothingChanged: '### Ничего не изменилось',
    counts: (added, changed, removed, unchanged, refused) =>
      `+${added} новых · ~${changed} изменено · −${removed} удалено · =${unchanged} без изменений · !${refused} не прочитано`,
    nothingNew: (n) => `Ничего не изменилось: ${articles(n)}, всё свежее.`,
    stopped: 'Остановлено. Ничего не изменилось.',
    failed: (reason) => `Обновление не принято: ${reason} Ничего не изменилось.`,
    busy: 'Обновление уже идёт.',
    notRunning: 'Обновление уже не идёт.',
    stopping: 'Останавливаю.',
    added: (items, more) => `Новые: ${names(items, more)}`,
    changed: (items, more) => `Изменены: ${names(items, more)}`,
    removed: (items, more) => `Удалены: ${names(items, more)}`,
    moreRefused: (n) => `и ещё ${n} не прочитано`,
  },
};
