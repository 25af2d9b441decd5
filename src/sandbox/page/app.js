/** The page: a Discord client, small, on this machine. */
import { html } from 'htm/preact';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { Composer, focusComposer } from './composer.js';
import { Developer, toggleDeveloper } from './developer.js';
import { Modal } from './modal.js';
import { Channels, Members, Servers } from './sidebar.js';
import { connect, set, useStore } from './store.js';
import { Timeline } from './timeline.js';
import { wordsOf } from './words.js';

function App() {
  const { connection, hello, view, theme, drawer, developer, notices } = useStore();
  const words = wordsOf(view?.locale ?? '');
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = view?.locale ?? 'en';
    document.title = hello ? `${hello.bot.name} · ${view?.channel.name ?? ''}` : 'Sandbox';
  }, [theme, view?.locale, view?.channel.name, hello]);
  useEffect(() => focusComposer(), [view?.channel.id]);
  if (!hello || !view)
    return html`<main class="waiting" role="status">${connection === 'lost' ? words.lost : words.connecting}</main>`;
  const direct = view.channel.kind === 'direct';
  const title = direct ? hello.bot.name : view.channel.name;
  const drawerButton = (/** @type {'channels' | 'members'} */ which, /** @type {string} */ mark) =>
    html`<button type="button" class="narrow-only" aria-label=${words[which]} aria-expanded=${drawer === which} onClick=${() => set({ drawer: drawer === which ? null : which })}>${mark}</button>`;
  return html`<div class=${`app ${drawer ? `drawer-${drawer}` : ''} ${developer ? 'with-developer' : ''}`} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && drawer && set({ drawer: null })}>
    <div class="left"><${Servers} /><${Channels} /></div>
    <main>
      <header class="top">
        ${drawerButton('channels', '☰')}
        <h1><span aria-hidden="true">${direct ? '@' : '#'}</span>${title}</h1>
        <button type="button" class="toggle" aria-pressed=${developer} title=${words.developerHint} onClick=${() => toggleDeveloper(!developer)}>${words.developer}</button>
        ${direct ? null : drawerButton('members', '☷')}
      </header>
      <${Timeline} />
      <div class="notices">${connection === 'lost' ? html`<div class="notice" role="alert">${words.lost}</div>` : null}${notices.map(({ id, text, detail, calm }) => html`<div class=${`notice ${calm ? 'calm' : ''}`} key=${id} role=${calm ? 'status' : 'alert'}>${detail ? html`<details><summary>${text}</summary><pre tabindex="0">${detail}</pre></details>` : text}</div>`)}</div>
      <${Composer} />
    </main>
    <${Members} />
    <${Developer} />
    <${Modal} />
  </div>`;
}

render(html`<${App} />`, document.body);
connect();
