/** A server's own shelf: its sources, what a new one would bring, and what a change did. */
import type { APIComponentInContainer } from 'discord-api-types/v10';
import type { GuildReport, Guilds } from '../../app.ts';
import { escapeLine, shorten } from '../escape.ts';
import { button, container, rows, section, separator, text } from '../layout.ts';
import type { Body, View } from '../reply.ts';
import { moved, name, progressBar, refusals } from './sources.ts';

export type ShelfSource = Awaited<ReturnType<Guilds['sources']>>[number];
export type Preview = Exclude<Awaited<ReturnType<Guilds['preview']>>, string>;
type Usage = Awaited<ReturnType<Guilds['usage']>>;

const sourcesAPage = 8;
const shownProblems = 6;

export const when = (time: number): string => `<t:${Math.floor(time / 1000)}:R>`;

export const kindName = (kind: string, { words }: View): string => words.shelf.kinds[kind] ?? kind;

/** What long work is for: to look at something new, to read the shelf again, or to read a source where it is now. */
export type Purpose = 'look' | 'reload' | 'move';

/** "Reading: 12 of 40 ▓▓░░░░░░", with Stop. */
export const readingBody = (job: string, view: View, purpose: Purpose, progress?: { done: number; total: number }): Body => {
  const { shelf, admin } = view.words;
  const running = purpose === 'reload' ? admin.reload.running : shelf.reading;
  const starting = { look: shelf.looking, reload: admin.reload.starting, move: shelf.moving }[purpose];
  const line = progress ? running(progress.done, progress.total, progressBar(progress.done, progress.total)) : starting;
  return { components: [text(line), ...rows([button(view.words.buttons.stop, view.id('stop', [job]))])] };
};

/** What would be indexed: the first three articles, what was refused, and how much room there is. */
export const previewBody = (preview: Preview, view: View): Body => {
  const { shelf } = view.words;
  const samples = preview.samples.map(({ title, date, beginning }) =>
    [
      `**${name(title)}**${date ? ` · ${view.words.day(date.slice(0, 10))}` : ''}`,
      `-# ${escapeLine(shorten(beginning, 160))}`,
    ].join('\n'),
  );
  const bad = refusals(preview.refused, view);
  const megabytes = Math.max(0.1, preview.bytes / 1_000_000).toFixed(1);
  return {
    components: [
      container(
        [
          text(shelf.preview(name(preview.name), kindName(preview.kind, view), preview.articles)),
          text(samples.join('\n')),
          ...(bad.length > 0 ? [text(bad.join('\n'))] : []),
          text(`-# ${shelf.room(preview.used, preview.quota.articles, megabytes)}\n-# ${shelf.everyone}`),
        ],
        false,
      ),
      ...rows([
        button(shelf.buttons.add, view.id('add-source', [preview.draftId])),
        button(shelf.buttons.change, view.id('change-source', [preview.draftId])),
      ]),
    ],
  };
};

const stateLine = ({ status, reason, checkedAt, nextAt, schedule }: ShelfSource, { words: { shelf } }: View): string =>
  [
    reason && status !== 'held'
      ? `${shelf.status[status]}: ${escapeLine(shorten(reason.replace(/\.$/, ''), 150))}`
      : shelf.status[status],
    ...(checkedAt ? [shelf.checked(when(checkedAt))] : []),
    ...(nextAt ? [shelf.next(when(nextAt))] : [shelf.scheduled(shelf.schedules[schedule] ?? schedule)]),
  ].join(' · ');

/** The sources of a server, eight a page. `shared`: articles on the operator's shelf beside them. */
export const shelfBody = (sources: readonly ShelfSource[], usage: Usage, shared: number, page: number, view: View): Body => {
  const { shelf, lists, buttons } = view.words;
  const pages = Math.max(1, Math.ceil(sources.length / sourcesAPage));
  const at = Math.min(page, pages - 1);
  const lines = sources
    .slice(at * sourcesAPage, (at + 1) * sourcesAPage)
    .map((source) =>
      text(`${shelf.line(name(source.name), kindName(source.kind, view), source.articles)}\n-# ${stateLine(source, view)}`),
    );
  const turn = [
    ...(at > 0 ? [button(buttons.earlier, view.id('shelf', [String(at - 1)]))] : []),
    ...(at < pages - 1 ? [button(buttons.later, view.id('shelf', [String(at + 1)]))] : []),
    ...(sources.some(({ status }) => status === 'held') ? [button(shelf.buttons.resume, view.id('resume'))] : []),
  ];
  return {
    components: [
      container(
        [
          text(shelf.list(sources.length, usage.quota.sources, usage.articles, usage.quota.articles)),
          ...(sources.length === 0 ? [text(shelf.empty(view.command('sources add page')))] : lines),
          ...(shared > 0 ? [text(shelf.shared(shared))] : []),
          ...(pages > 1 ? [text(`-# ${lists.pageOf(at + 1, pages)}`)] : []),
        ],
        false,
      ),
      ...rows(turn),
    ],
  };
};

/** One source: where it is, how it fares, its first titles, what was refused. */
export const sourceBody = (source: ShelfSource, titles: readonly string[], view: View): Body => {
  const { shelf, commands } = view.words;
  const named = commands.sources.options;
  const { options, overrides } = source;
  const lines = [
    ...(source.nextAt === undefined ? [] : [shelf.scheduled(shelf.schedules[source.schedule] ?? source.schedule)]),
    ...(typeof options.address === 'string' ? [shelf.address(escapeLine(options.address))] : []),
    ...(options.keep === undefined ? [] : [shelf.keeps(keepWords(options.keep, view))]),
    ...(['include', 'exclude'] as const).flatMap((key) =>
      Array.isArray(options[key]) && options[key].length > 0 ? [`${named[key].name}: ${escapeLine(options[key].join(' '))}`] : [],
    ),
    ...Object.entries(overrides).map(
      ([key, value]) => `${named[key === 'url' ? 'link' : (key as keyof typeof named)].name}: ${escapeLine(String(value))}`,
    ),
  ];
  const shown = titles.slice(0, 10).map(name);
  const bad = refusals(source.refused, view);
  return {
    components: [
      container(
        [
          text(
            `### ${name(source.name)}\n${shelf.holds(kindName(source.kind, view), source.articles)}\n-# ${stateLine(source, view)}`,
          ),
          ...(lines.length > 0 ? [text(lines.join('\n'))] : []),
          ...(shown.length > 0 ? [text(`-# ${shelf.titles(shown.join(' · '), titles.length - shown.length)}`)] : []),
          ...(bad.length > 0 ? [text(bad.join('\n'))] : []),
        ],
        false,
      ),
      ...rows([
        ...(source.kind === 'upload' ? [] : [button(shelf.buttons.tryNow, view.id('try-source', [source.id]))]),
        button(shelf.buttons.remove, view.id('drop-source', [source.id])),
      ]),
    ],
  };
};

function keepWords(keep: unknown, { words: { shelf } }: View): string {
  if (typeof keep !== 'object' || keep === null) return shelf.keepAll;
  if ('days' in keep) return shelf.keepDays(Number(keep.days));
  return 'items' in keep ? shelf.keepItems(Number(keep.items)) : shelf.keepAll;
}

/** How a change of the shelf ended, under a heading of its own. */
export const shelfReportBody = (report: GuildReport, heading: string, view: View): Body => {
  const { admin, shelf } = view.words;
  const { added, changed, removed, unchanged, refused, kept, checks, sources, edited = [], generation } = report;
  if (kept !== undefined) return { components: [text(admin.reload.failed(escapeLine(kept)))] };
  const problems = sources.filter(({ status }) => status === 'stale' || status === 'refused').slice(0, shownProblems);
  const moving = added.length + changed.length + removed.length > 0;
  const quiet = !moving && refused.length + problems.length + edited.length === 0;
  if (quiet && !checks?.lost.length) return { components: [text(admin.reload.nothingNew(unchanged))] };
  const lost = checks?.lost
    .slice(0, 5)
    .map((question) => `"${name(question)}"`)
    .join(', ');
  const parts: APIComponentInContainer[] = [
    text(!moving && edited.length === 0 && problems.length > 0 ? admin.reload.nothingChanged : heading),
    text(admin.reload.counts(added.length, changed.length, removed.length, unchanged, refused.length)),
    ...(checks
      ? [text([shelf.checksKept(checks.answered, checks.total), ...(lost ? [shelf.checksLost(lost)] : [])].join(' '))]
      : []),
    ...(problems.length > 0 ? [separator()] : []),
    ...problems.map((problem) => problemSection(problem, view)),
    ...lines(refusals(refused, view)),
    ...(edited.length > 0 ? [text(shelf.editedBack(edited.slice(0, 10).map(name).join(', ')))] : []),
    ...lines(moved(report, view).map((line) => `-# ${line}`)),
  ];
  const details =
    moving && generation !== undefined ? [button(shelf.buttons.details, view.id('details', [String(generation)]))] : [];
  const undo = moving || edited.length > 0 ? [button(shelf.buttons.undo, view.id('undo-ask'))] : [];
  return { components: [container(parts, false), ...rows([...details, ...undo])] };
};

const lines = (all: readonly string[]) => (all.length === 0 ? [] : [text(all.join('\n'))]);

function problemSection(
  { id, name: title, status, reason = '', goodAt, nextAt, shrunk }: GuildReport['sources'][number],
  view: View,
) {
  const { shelf } = view.words;
  const why = escapeLine(shorten(reason, 200));
  if (status === 'refused' && shrunk)
    return section(shelf.refusedSource(name(title), why), button(shelf.buttons.accept, view.id('accept-source', [id])));
  return section(
    shelf.failedSource(
      name(title),
      why,
      goodAt === undefined ? undefined : when(goodAt),
      nextAt === undefined ? undefined : when(nextAt),
    ),
    button(shelf.buttons.tryNow, view.id('try-source', [id])),
  );
}
