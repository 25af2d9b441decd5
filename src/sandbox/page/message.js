/** One message, as Discord shows it. */
/** @import { ShownMessage, ShownPerson } from '../page-protocol.ts' */
import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Components, File } from './components.js';
import { Marks } from './marks.js';
import { act, get, interact, notify, set } from './store.js';
import { wordsOf } from './words.js';

const words = () => wordsOf(get().view?.locale ?? '');

/** @param {{ person: ShownPerson }} props */
export function Avatar({ person }) {
  return html`<span class=${`avatar tint-${person.bot ? 'bot' : Number(person.id.slice(-4)) % 5}`} aria-hidden="true">${person.name.slice(0, 1).toUpperCase()}</span>`;
}

/** @param {{ person: ShownPerson }} props */
export function Name({ person }) {
  return html`<span class=${`name ${person.admin ? 'admin' : ''}`}>${person.name}</span>${person.bot ? html`<span class="badge">✓ ${words().app}</span>` : null}`;
}

/** @param {string} at ISO 8601 @param {string} locale */
function when(at, locale) {
  const date = new Date(at);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(date);
  return date.toDateString() === new Date().toDateString()
    ? `${wordsOf(locale).today} ${time}`
    : new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(date);
}

/** @param {{ message: ShownMessage, follows: boolean, focusable: boolean }} props `follows`: the message above is the same person's, a moment ago. */
export function Message({ message, follows, focusable }) {
  const locale = get().view?.locale ?? 'en-US';
  const [menu, setMenu] = useState(false);
  const { author, used, reply } = message;
  const compact = follows && !used && !reply;
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault();
      setMenu(true);
    }
  };
  const showMenu = (/** @type {Event} */ event) => {
    if (/** @type {HTMLElement} */ (event.target).closest('a, button, select, input')) return;
    event.preventDefault();
    setMenu(true);
  };
  return html`<article id=${`message-${message.id}`} class=${`message ${compact ? 'compact' : ''} ${message.ephemeral ? 'ephemeral' : ''} ${message.pings ? 'pings' : ''}`} tabindex=${focusable ? 0 : -1} aria-label=${`${author.name}, ${when(message.at, locale)}`} onKeyDown=${keys} onContextMenu=${showMenu}>
    ${used ? html`<div class="above"><span class="hook"></span><span class="who">${used.who}</span> ${words().used} <span class="mention">${used.command}</span></div>` : null}
    ${reply ? html`<div class="above"><span class="hook"></span><a href=${`#message-${reply.id}`} class="quoted"><span class="who">@${reply.who}</span> ${reply.text}</a></div>` : null}
    ${compact ? null : html`<${Avatar} person=${author} />`}
    <div class="body">
      ${compact ? null : html`<header><${Name} person=${author} /><time datetime=${message.at}>${when(message.at, locale)}</time></header>`}
      <${Content} message=${message} />
      ${message.ephemeral ? html`<footer><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 5c5 0 9 4.5 10 7-1 2.5-5 7-10 7S3 14.5 2 12c1-2.5 5-7 10-7zm0 3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z" /></svg>${words().onlyYou} • <button type="button" class="plain" onClick=${() => act({ act: 'dismiss', messageId: message.id })}>${words().dismiss}</button></footer>` : null}
    </div>
    <div class="tools">
      ${message.ephemeral ? null : html`<button type="button" title=${words().reply} aria-label=${words().reply} onClick=${() => set({ replyTo: message })}>↩</button>`}
      <button type="button" title=${words().more} aria-label=${words().more} aria-haspopup="menu" aria-expanded=${menu} onClick=${() => setMenu(!menu)}>⋯</button>
    </div>
    ${menu ? html`<${Menu} message=${message} close=${() => setMenu(false)} />` : null}
  </article>`;
}

/** @param {{ message: ShownMessage }} props */
function Content({ message }) {
  if (message.thinking)
    return html`<p class="thinking" role="status"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${message.author.name} ${words().thinking}</p>`;
  return html`
    ${message.marks.length > 0 ? html`<div class="text"><${Marks} marks=${message.marks} />${message.edited ? html` <span class="edited">${words().edited}</span>` : null}</div>` : null}
    ${message.embeds.map((embed) => html`<div class="container accented"><strong><${Marks} marks=${embed.title} /></strong><div><${Marks} marks=${embed.description} /></div></div>`)}
    ${message.components.length > 0 ? html`<div class="components"><${Components} components=${message.components} message=${message} /></div>` : null}
    ${message.edited && message.marks.length === 0 ? html`<span class="edited">${words().edited}</span>` : null}
    ${message.attachments.filter(({ url }) => !JSON.stringify(message.components).includes(JSON.stringify(url))).map((file) => (file.image ? html`<img class="picture" src=${file.url} alt=${file.filename} />` : html`<${File} name=${file.filename} url=${file.url} size=${file.size} />`))}`;
}

/** @param {{ message: ShownMessage, close: () => void }} props */
function Menu({ message, close }) {
  const list = /** @type {import('preact').RefObject<HTMLDivElement>} */ (useRef(null));
  const { view } = get();
  // At once, so that the next key already goes to the menu.
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    list.current?.querySelector('button')?.focus();
    const outside = (/** @type {Event} */ event) => {
      if (!list.current?.contains(/** @type {Node} */ (event.target))) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      before?.focus();
    };
  }, []);
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const items = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const item = (/** @type {string} */ label, /** @type {() => unknown} */ run) =>
    html`<button type="button" role="menuitem" onClick=${() => {
      close();
      run();
    }}>${label}</button>`;
  const text = () => document.querySelector(`#message-${message.id} .body`)?.textContent ?? '';
  return html`<div class="menu" role="menu" aria-label=${words().messageMenu} ref=${list} onKeyDown=${keys}>
    ${message.ephemeral ? null : item(words().reply, () => set({ replyTo: message }))}
    ${item(words().copy, () => navigator.clipboard.writeText(text()).catch((error) => notify(error.message)))}
    ${message.ephemeral || message.author.id === view?.me.id ? item(words().dismiss, () => act({ act: 'dismiss', messageId: message.id })) : null}
    ${(view?.messageCommands.length ?? 0) > 0 && !message.ephemeral ? html`<div class="menu-title" role="presentation">${words().apps}</div>` : null}
    ${message.ephemeral ? null : view?.messageCommands.map(({ name, label }) => item(label, () => interact({ act: 'use', messageId: message.id, name }, words().noAnswer, `${label}…`)))}
  </div>`;
}
