/** The messages of the channel, newest last, and the invitation above them. */
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Marks } from './marks.js';
import { Message } from './message.js';
import { set, useStore } from './store.js';
import { wordsOf } from './words.js';

/** Messages of one person within this many milliseconds stand together. */
const together = 7 * 60_000;

export function Timeline() {
  const { view, notes, typing, hello, acts } = useStore();
  const words = wordsOf(view?.locale ?? '');
  const end = /** @type {import('preact').RefObject<HTMLDivElement>} */ (useRef(null));
  const box = /** @type {import('preact').RefObject<HTMLDivElement>} */ (useRef(null));
  const [atEnd, setAtEnd] = useState(true);
  const last = view?.messages.at(-1);
  useEffect(() => {
    if (atEnd) end.current?.scrollIntoView({ block: 'end' });
  }, [view?.messages, notes.length]);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
    setAtEnd(true);
  }, [view?.channel.id, acts]);
  if (!view) return null;
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const message = /** @type {HTMLElement} */ (event.target);
    if (!message.classList.contains('message')) {
      if (event.key === 'Escape') /** @type {HTMLElement | null} */ (document.querySelector('.composer textarea'))?.focus();
      return;
    }
    const to =
      event.key === 'ArrowUp' ? message.previousElementSibling : event.key === 'ArrowDown' ? message.nextElementSibling : null;
    if (event.key === 'Escape' || (event.key === 'ArrowDown' && !to?.classList.contains('message')))
      /** @type {HTMLElement | null} */ (document.querySelector('.composer textarea'))?.focus();
    if (to?.classList.contains('message')) {
      event.preventDefault();
      /** @type {HTMLElement} */ (to).focus();
    }
  };
  const scrolled = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < 80);
  };
  return html`<div class="timeline-box">
    <div class="timeline" ref=${box} onScroll=${scrolled} onKeyDown=${keys} role="log" aria-live="polite" aria-label=${words.messages} tabindex="-1">
      <${Welcome} />
      ${view.messages.map((message, index) => {
        const before = view.messages[index - 1];
        const follows =
          before !== undefined &&
          before.author.id === message.author.id &&
          before.ephemeral === message.ephemeral &&
          Date.parse(message.at) - Date.parse(before.at) < together;
        return html`<${Message} key=${message.id} message=${message} follows=${follows} focusable=${message === last} />`;
      })}
      ${notes.map(
        ({ id, text, failed }) => html`<div key=${id} class=${`note ${failed ? 'failed' : ''}`} role=${failed ? 'alert' : 'status'}>
          ${failed ? html`<span aria-hidden="true">⚠</span> ${text}<footer>${words.onlyYou} • <button type="button" class="plain" onClick=${() => set({ notes: notes.filter((note) => note.id !== id) })}>${words.dismiss}</button></footer>` : html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${text}`}
        </div>`,
      )}
      <div ref=${end} class="end-of-timeline"></div>
    </div>
    ${atEnd ? null : html`<button type="button" class="jump" onClick=${() => end.current?.scrollIntoView({ block: 'end' })}>${words.jump} ↓</button>`}
    <div class="typing" aria-live="polite">${typing ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> <strong>${hello?.bot.name}</strong> ${words.typing}` : null}</div>
  </div>`;
}

/** The beginning of the channel: what it is, and what to try. */
function Welcome() {
  const { view, hello } = useStore();
  const [guide, setGuide] = useState(false);
  const words = wordsOf(view?.locale ?? '');
  if (!view || !hello) return null;
  const direct = view.channel.kind === 'direct';
  const { command, option, examples, guide: chapter } = hello.invitation;
  const questions = direct ? [] : (examples[view.guildId ?? ''] ?? []);
  const ask = (/** @type {string} */ question) => set({ typed: { line: command, options: { [option]: question }, send: true } });
  return html`<section class="welcome">
    <div class="welcome-mark" aria-hidden="true">${direct ? '@' : '#'}</div>
    <h2>${direct ? hello.bot.name : `${words.welcome} #${view.channel.name}`}</h2>
    <p>${direct ? `${words.welcomeDirect} ${hello.bot.name}. ${words.inviteDirect}` : words.invite}</p>
    ${hello.ready ? null : html`<p role="status"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${words.starting}</p>`}
    ${questions.length > 0 ? html`<div class="examples">${questions.map((question) => html`<button type="button" disabled=${!hello.ready} onClick=${() => ask(question)}>${question}</button>`)}</div>` : null}
    ${chapter ? html`<button type="button" class="plain link" aria-expanded=${guide} onClick=${() => setGuide(!guide)}>${words.tookTo}</button>` : null}
    ${guide && chapter ? html`<div class="guide"><${Marks} marks=${chapter} /></div>` : null}
  </section>`;
}
