/** A form that the bot opened. */
/** @import { FileSent, ShownComponent } from '../page-protocol.ts' */
import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { optionsOf } from './components.js';
import { fileSent, useDrop } from './files.js';
import { interact, notify, set, useStore } from './store.js';
import { wordsOf } from './words.js';

/** Discord's numbers. */
const type = { row: 1, stringSelect: 3, textInput: 4, text: 10, label: 18, fileUpload: 19 };

/** @typedef {string | string[] | File[]} Filled */

export function Modal() {
  const { modal, view } = useStore();
  const words = wordsOf(view?.locale ?? '');
  const dialog = /** @type {import('preact').RefObject<HTMLDialogElement>} */ (useRef(null));
  const [filled, setFilled] = useState(/** @type {Record<string, Filled>} */ ({}));
  useLayoutEffect(() => {
    setFilled({});
    if (modal) dialog.current?.showModal();
  }, [modal]);
  useDrop((files) => {
    const input = /** @type {HTMLInputElement | null | undefined} */ (dialog.current?.querySelector('input[type=file]'));
    if (!modal || !input) return;
    const transfer = new DataTransfer();
    for (const file of input.multiple ? files : files.slice(0, 1)) transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  if (!modal) return null;
  const fields = modal.components.flatMap((row) =>
    row.type === type.label
      ? [
          {
            label: String(row.label),
            description: String(row.description ?? ''),
            input: /** @type {ShownComponent} */ (row.component),
          },
        ]
      : row.type === type.row
        ? /** @type {ShownComponent[]} */ (row.components).map((input) => ({
            label: String(input.label ?? ''),
            description: '',
            input,
          }))
        : [],
  );
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      /** @type {Record<string, string | readonly string[] | FileSent[]>} */
      const sent = {};
      for (const { input } of fields) {
        const id = String(input.custom_id);
        const value = filled[id] ?? initial(input);
        sent[id] =
          typeof value === 'string'
            ? value
            : await Promise.all(value.map((one) => (one instanceof File ? fileSent(one) : one))).then(
                (all) => /** @type {FileSent[]} */ (all),
              );
      }
      set({ modal: null });
      await interact({ act: 'submit', exchange: modal.exchange, fields: sent }, words.noAnswer);
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error));
    }
  };
  return html`<dialog ref=${dialog} class="modal" aria-labelledby="modal-title" onClose=${() => set({ modal: null })}>
    <form onSubmit=${submit}>
      <h2 id="modal-title">${modal.title}</h2>
      ${fields.map(({ label, description, input }) => html`<label key=${input.custom_id}><span>${label}${input.required === false ? null : html`<em aria-hidden="true"> *</em>`}</span>${description ? html`<small>${description}</small>` : null}<${Field} input=${input} value=${filled[String(input.custom_id)] ?? initial(input)} change=${(/** @type {Filled} */ value) => setFilled({ ...filled, [String(input.custom_id)]: value })} /></label>`)}
      <div class="row"><button type="button" class="button secondary" onClick=${() => dialog.current?.close()}>${words.cancel}</button><button class="button primary">${words.submit}</button></div>
    </form>
  </dialog>`;
}

/** @param {ShownComponent} input @returns {Filled} */
function initial(input) {
  if (input.type === type.textInput) return String(input.value ?? '');
  return optionsOf(input)
    .filter((option) => option.default)
    .map(({ value }) => value);
}

/** @param {{ input: ShownComponent, value: Filled, change: (value: Filled) => void }} props */
function Field({ input, value, change }) {
  const required = input.required !== false;
  if (input.type === type.textInput) {
    const shared = {
      value,
      required,
      placeholder: String(input.placeholder ?? ''),
      minlength: input.min_length,
      maxlength: input.max_length ?? 4000,
      onInput: (/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.target).value),
    };
    return input.style === 2 ? html`<textarea rows="4" ...${shared}></textarea>` : html`<input type="text" ...${shared} />`;
  }
  if (input.type === type.fileUpload) {
    const choose = (/** @type {Event} */ event) => {
      const { files } = /** @type {HTMLInputElement} */ (event.target);
      change([...(files ?? [])]);
    };
    return html`<input type="file" required=${required} multiple=${Number(input.max_values ?? 1) > 1} onChange=${choose} />`;
  }
  const many = Number(input.max_values ?? 1) > 1;
  return html`<select required=${required} multiple=${many} onChange=${(/** @type {Event} */ event) => change([.../** @type {HTMLSelectElement} */ (event.target).selectedOptions].map((option) => option.value).filter(Boolean))}>
    ${many ? null : html`<option value="">${String(input.placeholder ?? '')}</option>`}
    ${optionsOf(input).map((option) => html`<option key=${option.value} value=${option.value} selected=${Array.isArray(value) && /** @type {string[]} */ (value).includes(option.value)}>${option.label}</option>`)}
  </select>`;
}
