/** Servers, channels and who one is. */
/** @import { ShownGuild } from '../page-protocol.ts' */
import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Avatar, Name } from './message.js';
import { act, look, notify, setTheme, useStore } from './store.js';
import { locales, wordsOf } from './words.js';

/** @param {ShownGuild} guild */
const firstChannel = (guild) => guild.channels.find(({ kind }) => kind === 'text')?.id;
/** Where one was last in each server. @type {Map<string, string>} */
const visited = new Map();

export function Servers() {
  const { hello, view } = useStore();
  const words = wordsOf(view?.locale ?? '');
  if (!hello || !view) return null;
  visited.set(view.guildId ?? '@', view.channel.id);
  const direct = hello.directs[view.me.id];
  const initials = (/** @type {string} */ name) =>
    name
      .split(/\s+/)
      .map((word) => word[0]?.toUpperCase())
      .slice(0, 2)
      .join('');
  const server = (
    /** @type {string} */ name,
    /** @type {string} */ mark,
    /** @type {boolean} */ here,
    /** @type {string | undefined} */ channelId,
  ) =>
    html`<li><button type="button" class=${`server ${here ? 'here' : ''}`} aria-label=${name} title=${name} aria-current=${here ? 'true' : undefined} onClick=${() => channelId && look({ channelId })}><span data-mark=${mark}></span></button></li>`;
  return html`<nav class="servers" aria-label=${words.servers}><ul>
    ${server(words.directMessages, '✉', view.channel.kind === 'direct', direct?.id)}
    ${hello.guilds.map((guild) => server(guild.name, initials(guild.name), view.guildId === guild.id, visited.get(guild.id) ?? firstChannel(guild)))}
  </ul></nav>`;
}

export function Channels() {
  const { hello, view } = useStore();
  const words = wordsOf(view?.locale ?? '');
  if (!hello || !view) return null;
  const guild = hello.guilds.find(({ id }) => id === view.guildId);
  const entry = (/** @type {string} */ id, /** @type {string} */ mark, /** @type {string} */ name, /** @type {string} */ kind) =>
    html`<li><button type="button" class=${`channel ${kind} ${id === view.channel.id ? 'here' : ''}`} aria-current=${id === view.channel.id ? 'page' : undefined} onClick=${() => look({ channelId: id })}><span aria-hidden="true">${mark}</span>${name}</button></li>`;
  const direct = hello.directs[view.me.id];
  return html`<nav class="channels" aria-label=${words.channels}>
    <div class="server-name">${guild?.name ?? words.directMessages}</div>
    <ul>
      ${
        guild
          ? guild.channels
              .filter(({ kind }) => kind === 'text')
              .flatMap((channel) => [
                entry(channel.id, '#', channel.name, 'text'),
                ...guild.channels
                  .filter(({ parentId }) => parentId === channel.id)
                  .map((thread) => entry(thread.id, '↳', thread.name, 'thread')),
              ])
          : direct && entry(direct.id, '@', hello.bot.name, 'direct')
      }
    </ul>
    ${guild ? html`<${NewThread} />` : null}
    <${Profile} />
  </nav>`;
}

function NewThread() {
  const { view } = useStore();
  const words = wordsOf(view?.locale ?? '');
  const [name, setName] = useState(/** @type {string | null} */ (null));
  const field = /** @type {import('preact').RefObject<HTMLInputElement>} */ (useRef(null));
  useLayoutEffect(() => field.current?.focus(), [name === null]);
  if (name === null)
    return html`<button type="button" class="plain new-thread" onClick=${() => setName('')}>+ ${words.newThread}</button>`;
  const create = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!name.trim()) return setName(null);
    try {
      const made = /** @type {{ channelId: string }} */ (await act({ act: 'thread', name: name.trim() }));
      setName(null);
      look({ channelId: made.channelId });
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error));
    }
  };
  return html`<form class="new-thread" onSubmit=${create} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && setName(null)}>
    <input aria-label=${words.threadName} placeholder=${words.threadName} maxlength="100" value=${name} ref=${field} onInput=${(/** @type {Event} */ event) => setName(/** @type {HTMLInputElement} */ (event.target).value)} />
    <button class="button primary">${words.create}</button>
  </form>`;
}

/** Who one is, in which language, in which light. */
function Profile() {
  const { view, hello, theme } = useStore();
  const words = wordsOf(view?.locale ?? '');
  if (!view || !hello) return null;
  return html`<div class="profile">
    <div class="me"><${Avatar} person=${view.me} /><div><${Name} person=${view.me} />${view.me.admin ? html`<small>${words.admin}</small>` : null}</div></div>
    <label><span>${words.you}</span><select value=${view.me.id} onChange=${(/** @type {Event} */ event) => look({ personId: /** @type {HTMLSelectElement} */ (event.target).value })}>
      ${hello.cast.map(({ id, name, admin }) => html`<option key=${id} value=${id} selected=${id === view.me.id}>${name}${admin ? ` (${words.admin})` : ''}</option>`)}
    </select></label>
    <label><span>${words.language}</span><select value=${view.locale} onChange=${(/** @type {Event} */ event) => look({ locale: /** @type {HTMLSelectElement} */ (event.target).value })}>
      ${locales.map(({ id, name }) => html`<option key=${id} value=${id} selected=${id === view.locale}>${name}</option>`)}
    </select></label>
    <label><span>${words.theme}</span><select value=${theme} onChange=${(/** @type {Event} */ event) => setTheme(/** @type {HTMLSelectElement} */ (event.target).value === 'light' ? 'light' : 'dark')}>
      <option value="dark" selected=${theme === 'dark'}>${words.dark}</option><option value="light" selected=${theme === 'light'}>${words.light}</option>
    </select></label>
  </div>`;
}

/** Who is in the server; pressing a member becomes them. */
export function Members() {
  const { hello, view } = useStore();
  const words = wordsOf(view?.locale ?? '');
  const guild = hello?.guilds.find(({ id }) => id === view?.guildId);
  if (!guild || !view) return null;
  return html`<aside class="members" aria-label=${words.members}>
    <h2>${words.online} — ${guild.members.length}</h2>
    <ul>${guild.members.map((person) => html`<li key=${person.id}><button type="button" class=${person.id === view.me.id ? 'here' : ''} disabled=${person.bot} aria-pressed=${person.bot ? undefined : person.id === view.me.id} onClick=${() => look({ personId: person.id })}><${Avatar} person=${person} /><span><${Name} person=${person} />${person.admin ? html`<small>${words.admin}</small>` : null}</span></button></li>`)}</ul>
  </aside>`;
}
