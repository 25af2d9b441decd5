/** Where articles come from, and what a reload did. */
import type { APIComponentInContainer } from 'discord-api-types/v10';
import type { ReloadReport, SourceSummary } from '../../app.ts';
import type { Refusal } from '../../articles/article.ts';
import { escapeLine, shorten } from '../escape.ts';
import { button, container, rows, text } from '../layout.ts';
import type { Body, View } from '../reply.ts';
import { footer, pageOf } from './lists.ts';

const shownNames = 3;
const shownRefusals = 8;
const shownSources = 8;

/** A title or name on one line, cut and escaped. */
export const name = (text: string): string => escapeLine(shorten(text.replace(/\s+/g, ' ').trim(), 60));

/** What could not be used, and why: a line each. */
export const refusals = (all: readonly Refusal[], view: View): string[] => {
  const { admin } = view.words;
  const lines = all
    .slice(0, shownRefusals)
    .map(({ source, reason }) => admin.refusal(name(source), escapeLine(shorten(reason, 200))));
  return all.length > shownRefusals ? [...lines, admin.reload.moreRefused(all.length - shownRefusals)] : lines;
};

/** Each source: kind, articles, when it was read, and what was refused with its reason. */
export const sourcesBody = (sources: readonly SourceSummary[], view: View): Body => {
  const { admin } = view.words;
  if (sources.length === 0) return { components: [text(admin.noSources)] };
  return {
    components: [
      container(
        [
          text(admin.sources(sources.length)),
          ...sources.slice(0, shownSources).map(({ name: title, kind, articles, refused, loadedAt }) => {
            const line = admin.source(name(title), kind, articles, `<t:${Math.floor(loadedAt / 1000)}:R>`);
            const bad = refusals(refused, view).slice(0, 3);
            return text(
              refused.length === 0
                ? line
                : [`${line} · ${admin.refused(refused.length)}`, ...bad.map((bad) => `-# ${bad}`)].join('\n'),
            );
          }),
        ],
        false,
      ),
    ],
  };
};

/** "Reloading: 142 of 300 articles ▓▓▓▓░░░░" */
export const progressLine = (done: number, total: number, { words }: View): string => {
  return words.admin.reload.running(done, total, progressBar(done, total));
};

export const progressBar = (done: number, total: number): string => {
  const filled = total > 0 ? Math.min(8, Math.floor((done / total) * 8)) : 0;
  return '▓'.repeat(filled) + '░'.repeat(8 - filled);
};

/** The names of what came, changed and left. */
export const moved = ({ added, changed, removed }: ReloadReport, { words }: View): string[] => {
  const { reload } = words.admin;
  const names = (say: (items: readonly string[], more: number) => string, all: readonly string[]) =>
    all.length === 0 ? [] : [say(all.slice(0, shownNames).map(name), Math.max(0, all.length - shownNames))];
  return [...names(reload.removed, removed), ...names(reload.changed, changed), ...names(reload.added, added)];
};

const detailsAPage = 25;

/** Every name in a report, each with its mark, and every refusal with its reason. */
export const detailsBody = (report: ReloadReport, generation: number, page: number, view: View): Body => {
  const marked = (mark: string, titles: readonly string[]) => titles.map((title) => `${mark} ${name(title)}`);
  const lines = [
    ...marked('−', report.removed),
    ...marked('~', report.changed),
    ...marked('+', report.added),
    ...report.refused.map(({ source, reason }) => `! ${name(source)}: ${escapeLine(shorten(reason, 80))}`),
  ];
  const here = pageOf(lines, page, detailsAPage);
  const turn = (to: number, label: string) => button(label, view.id('details', [String(generation), String(to)]));
  return {
    components: [
      container([text(view.words.shelf.details), text(here.items.join('\n') || '—'), ...footer(here, view)], false),
      ...rows([
        ...(here.page > 0 ? [turn(here.page - 1, view.words.buttons.earlier)] : []),
        ...(here.page < here.pages - 1 ? [turn(here.page + 1, view.words.buttons.later)] : []),
      ]),
    ],
  };
};

/** How a reload ended: counts, what was refused and why, and the names of what changed. `articles` is how many are here now. */
export const reloadBody = (report: ReloadReport, articles: number, view: View): Body => {
  const { reload } = view.words.admin;
  const { added, changed, removed, unchanged, refused, kept } = report;
  if (kept !== undefined) return { components: [text(reload.failed(escapeLine(kept)))] };
  if (added.length + changed.length + removed.length + refused.length === 0)
    return { components: [text(reload.nothingNew(articles))] };
  const names = moved(report, view);
  const bad = refusals(refused, view);
  const parts: APIComponentInContainer[] = [
    text(reload.done),
    text(reload.counts(added.length, changed.length, removed.length, unchanged, refused.length)),
    ...(bad.length > 0 ? [text(bad.join('\n'))] : []),
    ...(names.length > 0 ? [text(`-# ${names.join(' · ')}`)] : []),
  ];
  return { components: [container(parts, false)] };
};
