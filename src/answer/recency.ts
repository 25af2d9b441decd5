/** "Latest", "today", "last week": which articles a question means, by their dates. */
import type { Article } from '../articles/article.ts';

/** `newest`: of what answers equally well, the newest first. A window: articles dated within it, both days included, ISO dates. */
export type Recency = { readonly newest: true } | { readonly from: string; readonly to: string };

const DAY = 86_400_000;
const edge = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu');

const NEWEST = edge(
  "(?:the )?(?:latest|newest|recent|any)(?: news)? (?:about|on|from|of)|(?:the )?latest news|what(?:'s| is| are) (?:the )?new(?:s)?(?: (?:about|on|with|in|at))?|the latest|latest|most recent(?:ly)?|newest|at the latest|currently|right now|now(?=\\P{L}*$)|последн(?:ий|яя|ее|ие|их)(?: новост[иь])?|сейчас|aktuell(?:e[nrs]?)?|neueste[nrs]?|zuletzt|más recientes?|actualmente|plus récente?s?|actuellement|dernières nouvelles",
);
const NEWEST_UNSPACED = /最新|最近|目前|現在の/u;
/** Days before today: from, to. */
const WINDOWS: readonly (readonly [RegExp, from: number, to: number])[] = [
  [edge('the day before yesterday|позавчера|vorgestern'), 2, 2],
  [edge("yesterday(?:'s)?|вчера|gestern|ayer|hier"), 1, 1],
  [edge("today(?:'s)?|tonight|сегодня|heute|hoy|aujourd'hui|aujourd’hui"), 0, 0],
  [
    edge(
      '(?:last|past|this) week|на (?:прошлой|этой) неделе|за (?:прошлую )?неделю|(?:letzte|vergangene|diese) woche|la semana pasada|esta semana|la semaine dernière|cette semaine',
    ),
    7,
    0,
  ],
  [
    edge(
      '(?:last|past|this) month|в (?:прошлом|этом) месяце|(?:letzten|diesen) monat|el mes pasado|este mes|le mois dernier|ce mois',
    ),
    31,
    0,
  ],
];
const WINDOWS_UNSPACED: readonly (readonly [RegExp, from: number, to: number])[] = [
  [/昨天|昨日/u, 1, 1],
  [/今天|今日/u, 0, 0],
  [/上周|上週|先週|这周|今週/u, 7, 0],
];

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/**
 * What a question says of its articles' dates, and the question without those words. `today` is an ISO date; without it only "latest" is
 * understood. A year in the question ("in 1948") is a matter of the text, not of the article's date.
 */
export function readRecency(question: string, today?: string): { readonly question: string; readonly recency?: Recency } {
  const day = today === undefined ? Number.NaN : Date.parse(`${today}T00:00:00Z`);
  if (!Number.isNaN(day)) {
    for (const [pattern, from, to] of [...WINDOWS, ...WINDOWS_UNSPACED]) {
      if (!pattern.test(question)) continue;
      const rest = question.replace(pattern, ' ');
      return { question: rest, recency: { from: isoDay(day - from * DAY), to: isoDay(day - to * DAY) } };
    }
  }
  for (const pattern of [NEWEST, NEWEST_UNSPACED]) {
    if (pattern.test(question)) return { question: question.replace(pattern, ' '), recency: { newest: true } };
  }
  return { question };
}

/** Whether an article is of the days a question means; one without a date is of none. */
export function isOf({ date }: Pick<Article, 'date'>, recency: Recency): boolean {
  if ('newest' in recency) return true;
  const day = date?.slice(0, 10);
  return day !== undefined && recency.from <= day && day <= recency.to;
}

/** For sorting: the newest first, the undated last. */
export const byDate = (a: Pick<Article, 'date'>, b: Pick<Article, 'date'>): number => (b.date ?? '').localeCompare(a.date ?? '');
