/** The credit of an article ("Источник rbc.ru", "Source: Reuters"): who published it first. A name, never an address. */
import type { Range } from './article.ts';

/** "Source" in the languages in which articles credit it. */
const LABELS =
  'source|sources|via|originally published (?:in|on|by|at)|источник|джерело|крыніца|quelle|fuente|fonte|font|bron|źródło|zdroj|zdroje|källa|kilde|lähde|kaynak|' +
  'forrás|sursa|izvor|πηγή|nguồn|sumber|allikas|avots|šaltinis|vir|المصدر|مصدر|منبع|מקור|स्रोत|ที่มา|来源|來源|消息来源|消息來源|出处|出處|出典|出所|情報源|출처';

/** rbc.ru, www.bbc.co.uk, https://example.org/news/1 (of which the host alone is the name). */
const HOST = String.raw`(?:https?:\/\/)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,40}[\p{L}\p{N}])?\.){1,4}\p{L}{2,12})(?:\/[^\s]{0,200})?`;
const NAME = String.raw`([\p{L}\p{N}][^.:;!?。：；\r\n<>]{0,60}?)`;

const leadingHost = new RegExp(String.raw`^[([]?(?:${LABELS})(?:\s*[:：—–-]\s*|\s+)${HOST}[)\].,;]*(?=\s|$)`, 'iu');
const leadingName = new RegExp(String.raw`^[([]?(?:${LABELS})\s*[:：]\s*${NAME}(?:[.)\]。]+(?=\s|$)|$)`, 'iu');

export interface Credit extends Range {
  readonly publisher: string;
}

/** No longer name than this is a publisher's. */
const WORDS = 6;

/** The credit with which `text` begins at `start`, if it does; it ends before `end`. */
export function creditAt(text: string, { start, end }: Range): Credit | undefined {
  const head = text.slice(start, Math.min(end, start + 300));
  const match = leadingHost.exec(head) ?? leadingName.exec(head);
  const publisher = match?.[1]?.trim().replace(/^www\./i, '');
  if (!match || !publisher || publisher.split(/\s+/).length > WORDS) return undefined;
  return { start, end: start + match[0].length, publisher };
}
