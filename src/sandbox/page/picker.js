/** The list above the composer: what can be chosen, and the keys that choose. */
import { html } from 'htm/preact';
import { useEffect } from 'preact/hooks';

/**
 * @typedef {object} Item
 * @property {string} key
 * @property {string} label
 * @property {string} [detail]
 * @property {string} [tag]
 */

/** @param {{ id: string, title: string, items: readonly Item[], active: number, empty: string, choose: (index: number) => void }} props */
export function Picker({ id, title, items, active, empty, choose }) {
  useEffect(() => document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' }), [active, items.length]);
  return html`<div class="picker">
    <div class="picker-title" id=${`${id}-title`}>${title}</div>
    ${items.length === 0 ? html`<div class="picker-empty" role="status">${empty}</div>` : null}
    <div role="listbox" id=${id} aria-labelledby=${`${id}-title`} tabindex="-1">
      ${items.map(
        (
          item,
          index,
        ) => html`<div role="option" id=${`${id}-${index}`} key=${item.key} aria-selected=${index === active} class=${index === active ? 'active' : ''} onPointerDown=${(
          /** @type {Event} */ event,
        ) => {
          event.preventDefault();
          choose(index);
        }}>
          <span class="picker-label">${item.label}</span>${item.tag ? html`<span class="picker-tag">${item.tag}</span>` : null}
          ${item.detail ? html`<span class="picker-detail">${item.detail}</span>` : null}
        </div>`,
      )}
    </div>
  </div>`;
}

/**
 * Moves through a list of `length` and chooses with Enter or Tab. True when the key was used.
 * @param {KeyboardEvent} event @param {number} length @param {number} active @param {(index: number) => void} move @param {(index: number) => void} choose
 */
export function pickerKeys(event, length, active, move, choose) {
  if (length === 0) return false;
  if (event.key === 'ArrowDown') move((active + 1) % length);
  else if (event.key === 'ArrowUp') move((Math.max(0, active) - 1 + length) % length);
  else if (active < 0) return false;
  else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) choose(active);
  else return false;
  event.preventDefault();
  return true;
}

/** What tells assistive technology that an input has a list. @param {string} id @param {boolean} open @param {number} active */
export const combobox = (id, open, active) => ({
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-expanded': open,
  'aria-haspopup': 'listbox',
  ...(open && { 'aria-controls': id }),
  ...(open && active >= 0 && { 'aria-activedescendant': `${id}-${active}` }),
});
