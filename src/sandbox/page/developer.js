/** The side panel for whoever develops the bot: the protocol as it goes by, and faults at a click. */
import { html } from 'htm/preact';
import { act, notify, set, useStore } from './store.js';
import { wordsOf } from './words.js';

const faults = ['drop', 'op 7', 'op 9', '429', '500', 'slow'];
/** Said so often that nothing else would be seen. */
const dull = /^(Heartbeat|HeartbeatAck)$/;

export function toggleDeveloper(/** @type {boolean} */ developer) {
  set({ developer, ...(developer && { protocol: [] }) });
  act({ act: 'listen', on: developer }).catch((error) => notify(error.message));
}

export function Developer() {
  const { developer, protocol, firstMs, view } = useStore();
  const words = wordsOf(view?.locale ?? '');
  if (!developer) return null;
  const order = (/** @type {string} */ fault) =>
    act({ act: 'fault', fault }).then(
      () => notify(`${words.faultDone} ${fault}`, '', true),
      (error) => notify(error.message),
    );
  const entries = protocol.filter(({ name }) => !dull.test(name)).reverse();
  return html`<aside class="developer" aria-label=${words.developer}>
    <h2>${words.developer}<button type="button" aria-label=${words.close} onClick=${() => toggleDeveloper(false)}>✕</button></h2>
    <p class="measure">${firstMs === null ? words.noResponseYet : html`${words.firstResponse} <strong>${firstMs} ms</strong>`}</p>
    <h3>${words.faults}</h3>
    <div class="row">${faults.map((fault) => html`<button type="button" class="button secondary" onClick=${() => order(fault)}>${fault}</button>`)}</div>
    <h3>${words.protocol}</h3>
    <ol class="protocol" tabindex="0">${entries.map(
      ({
        at,
        kind,
        name,
        status,
        ms,
        body,
      }) => html`<li key=${`${at} ${name} ${body.length}`} class=${status !== undefined && (status >= 400 || status === 0) ? 'bad' : ''}><details>
      <summary><span class="kind" title=${kind}>${kind === 'event' ? '↓' : '↑'}</span><span class="what">${name.split(/(?<=\/)/).map((part) => html`${part}<wbr />`)}</span>${status === undefined ? null : html`<span class="status">${status || '✕'}</span>`}${ms === undefined ? null : html`<span class="ms">${ms} ms</span>`}</summary>
      <pre tabindex="0">${new Date(at).toISOString().slice(11, 23)} ${kind}${'\n'}${body}</pre>
    </details></li>`,
    )}</ol>
  </aside>`;
}
