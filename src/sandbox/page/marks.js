/** Formatted text: marks become elements, text stays text. */
/** @import { Mark } from '../page-protocol.ts' */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { get, set } from './store.js';
import { wordsOf } from './words.js';

/** @typedef {import('preact').ComponentChildren} Children */

/** @param {{ marks: readonly Mark[] }} props */
export function Marks({ marks }) {
  return html`${marks.map((mark, index) => html`<${One} key=${index} mark=${mark} />`)}`;
}

/** @param {readonly Mark[] | string} content @returns {Children} */
const inside = (content) => (typeof content === 'string' ? content : html`<${Marks} marks=${content} />`);

/** @param {{ mark: Mark }} props */
function One({ mark }) {
  const content = inside(mark.content);
  switch (mark.type) {
    case 'strong':
      return html`<strong>${content}</strong>`;
    case 'em':
      return html`<em>${content}</em>`;
    case 'underline':
      return html`<u>${content}</u>`;
    case 'strikethrough':
      return html`<s>${content}</s>`;
    case 'inlineCode':
      return html`<code>${content}</code>`;
    case 'codeBlock':
      return html`<pre tabindex="0"><code>${content}</code></pre>`;
    case 'blockQuote':
      return html`<blockquote>${content}</blockquote>`;
    case 'heading':
      // A message is an article under the page's headings; its own begin below them.
      return html`<div class=${`heading heading-${mark.level}`} role="heading" aria-level=${(mark.level ?? 1) + 2}>${content}</div>`;
    case 'subtext':
      return html`<small class="subtext">${content}</small>`;
    case 'listItem':
      return html`<div class=${`item depth-${mark.depth}`}><span class="marker">${mark.marker}</span><span>${content}</span></div>`;
    case 'spoiler':
      return html`<${Spoiler} content=${content} />`;
    case 'link':
      return mark.href ? html`<a href=${mark.href} target="_blank" rel="noopener noreferrer">${content}</a>` : content;
    case 'mention':
      return html`<span class="mention">${content}</span>`;
    case 'command':
      return html`<button type="button" class="mention" onClick=${() => set({ typed: { line: String(mark.content).slice(1), options: {}, send: false } })}>${content}</button>`;
    case 'timestamp':
      return html`<${Timestamp} at=${mark.at ?? 0} format=${mark.format ?? 'f'} />`;
    case 'br':
    case 'newline':
      return html`<br />`;
    default:
      return content;
  }
}

/** @param {{ content: Children }} props */
function Spoiler({ content }) {
  const [open, setOpen] = useState(false);
  if (open) return html`<span class="spoiler open">${content}</span>`;
  return html`<button type="button" class="spoiler" aria-label=${wordsOf(get().view?.locale ?? '').spoiler} onClick=${() => setOpen(true)}><span aria-hidden="true">${content}</span></button>`;
}

/** @type {Readonly<Record<string, Intl.DateTimeFormatOptions>>} */
const formats = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** @type {readonly [Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** @param {{ at: number, format: string }} props */
function Timestamp({ at, format }) {
  const locale = get().view?.locale ?? 'en-US';
  const seconds = Math.round((at - Date.now()) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  const shown =
    format === 'R'
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
      : new Intl.DateTimeFormat(locale, formats[format] ?? formats.f).format(at);
  return html`<time datetime=${new Date(at).toISOString()}>${shown}</time>`;
}
