/** Components of a message: https://docs.discord.com/developers/components/reference */
/** @import { Mark, ShownComponent, ShownMessage } from '../page-protocol.ts' */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Marks } from './marks.js';
import { get, interact } from './store.js';
import { wordsOf } from './words.js';

/** Discord's numbers. */
const type = {
  row: 1,
  button: 2,
  stringSelect: 3,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
};

/** @param {unknown} value @returns {readonly ShownComponent[]} */
const list = (value) => (Array.isArray(value) ? value : []);

const words = () => wordsOf(get().view?.locale ?? '');

/** @param {{ components: readonly ShownComponent[], message: ShownMessage }} props */
export function Components({ components, message }) {
  return html`${components.map((component, index) => html`<${One} key=${component.id ?? index} component=${component} message=${message} />`)}`;
}

/** @param {{ component: ShownComponent, message: ShownMessage }} props */
function One({ component, message }) {
  const children = html`<${Components} components=${list(component.components)} message=${message} />`;
  switch (component.type) {
    case type.row:
      return html`<div class="row">${children}</div>`;
    case type.button:
      return html`<${Button} button=${component} message=${message} />`;
    case type.stringSelect:
    case type.userSelect:
    case type.roleSelect:
    case type.mentionableSelect:
    case type.channelSelect:
      return html`<${Select} select=${component} message=${message} />`;
    case type.section:
      return html`<div class="section"><div class="texts">${children}</div>${component.accessory ? html`<${One} component=${component.accessory} message=${message} />` : null}</div>`;
    case type.text:
      return html`<div class="text"><${Marks} marks=${/** @type {readonly Mark[]} */ (component.marks)} /></div>`;
    case type.thumbnail:
      return html`<img class="thumbnail" src=${mediaUrl(component.media)} alt=${String(component.description ?? '')} />`;
    case type.gallery:
      return html`<div class="gallery">${list(component.items).map((item) => html`<img src=${mediaUrl(item.media)} alt=${String(item.description ?? '')} />`)}</div>`;
    case type.file: {
      const file = /** @type {{ url: string, name?: string, size?: number }} */ (component.file);
      return html`<${File} name=${String(component.name ?? file.name ?? 'file')} url=${file.url} size=${Number(component.size ?? file.size ?? 0)} />`;
    }
    case type.separator:
      return html`<hr class=${`${component.divider === false ? 'blank' : ''} ${component.spacing === 2 ? 'large' : ''}`} />`;
    case type.container: {
      const accent = component.accent_color;
      const colour = typeof accent === 'number' ? `#${accent.toString(16).padStart(6, '0')}` : undefined;
      return html`<div class=${`container ${colour ? 'accented' : ''}`} style=${colour ? { '--accent': colour } : undefined}>${children}</div>`;
    }
    default:
      return null;
  }
}

/** @param {unknown} media */
const mediaUrl = (media) => String(/** @type {{ url?: string } | undefined} */ (media)?.url ?? '');

const styles = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

/** @param {{ button: ShownComponent, message: ShownMessage }} props */
function Button({ button, message }) {
  const [busy, setBusy] = useState(false);
  const emoji = /** @type {{ name?: string } | undefined} */ (button.emoji)?.name;
  const label = html`${emoji ? html`<span class="emoji">${emoji}</span>` : null}${String(button.label ?? '')}`;
  if (button.style === 5) {
    return html`<a class="button secondary" href=${String(button.url)} target="_blank" rel="noopener noreferrer">${label}<svg class="out" viewBox="0 0 24 24" aria-hidden="true"><path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9" /></svg></a>`;
  }
  const press = async () => {
    setBusy(true);
    await interact({ act: 'press', messageId: message.id, customId: String(button.custom_id) }, words().noAnswer);
    setBusy(false);
  };
  return html`<button type="button" class=${`button ${styles[Number(button.style)] ?? 'secondary'}`} disabled=${button.disabled === true} aria-busy=${busy} onClick=${busy ? undefined : press}>${busy ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span class="hidden">${label}</span>` : label}</button>`;
}

/** What a select offers: its own options, or the people and channels of the server. @param {ShownComponent} select @returns {readonly { label: string, value: string, description?: string, default?: boolean }[]} */
export function optionsOf(select) {
  if (select.type === type.stringSelect) return /** @type {any} */ (list(select.options));
  const { hello, view } = get();
  const guild = hello?.guilds.find(({ id }) => id === view?.guildId);
  if (select.type === type.channelSelect) return (guild?.channels ?? []).map(({ id, name }) => ({ label: `# ${name}`, value: id }));
  if (select.type === type.roleSelect) return [];
  return (guild?.members ?? []).map(({ id, name }) => ({ label: name, value: id }));
}

/** @param {{ select: ShownComponent, message: ShownMessage }} props */
function Select({ select, message }) {
  const options = optionsOf(select);
  const many = Number(select.max_values ?? 1) > 1;
  const placeholder = String(select.placeholder ?? words().choose);
  const [chosen, setChosen] = useState(() => options.filter((option) => option.default).map(({ value }) => value));
  const send = (/** @type {string[]} */ values) =>
    interact({ act: 'pick', messageId: message.id, customId: String(select.custom_id), values }, words().noAnswer);
  if (!many) {
    const change = (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      if (value) void send([value]);
    };
    return html`<select aria-label=${placeholder} disabled=${select.disabled === true} onChange=${change}>
      <option value="" selected=${chosen.length === 0}>${placeholder}</option>
      ${options.map(({ label, value, description }) => html`<option key=${value} value=${value} selected=${chosen.includes(value)}>${description ? `${label} — ${description}` : label}</option>`)}
    </select>`;
  }
  const toggle = (/** @type {string} */ value) =>
    setChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return html`<details class="many"><summary>${
    chosen.length > 0
      ? options
          .filter(({ value }) => chosen.includes(value))
          .map(({ label }) => label)
          .join(', ')
      : placeholder
  }</summary>
    ${options.map(({ label, value }) => html`<label key=${value}><input type="checkbox" checked=${chosen.includes(value)} onChange=${() => toggle(value)} /> ${label}</label>`)}
    <button type="button" class="button primary" disabled=${chosen.length < Number(select.min_values ?? 1)} onClick=${() => send(chosen)}>${words().apply}</button>
  </details>`;
}

/** @param {{ name: string, url: string, size: number }} props */
export function File({ name, url, size }) {
  const shown =
    size < 1024 ? `${size} B` : size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
  return html`<div class="file"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 2h8l5 5v15H6zM14 2v5h5" /></svg><div><a href=${url} download=${name}>${name}</a><small>${shown}</small></div></div>`;
}
