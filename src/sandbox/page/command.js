/** A command being filled in: its options as fields, with choices and completion above. */
/** @import { Choice, FileSent, ShownCommand, ShownOption } from '../page-protocol.ts' */
import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fileSent, useDrop } from './files.js';
import { combobox, Picker, pickerKeys } from './picker.js';
import { act, interact, useStore } from './store.js';
import { wordsOf } from './words.js';

/** Discord's option types. */
const type = { integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11 };

/** Milliseconds without a key before the bot is asked for completions. */
const pause = 120;

/**
 * @typedef {string | File} Filled What stands in a field; for chosen things the value beside the shown text.
 * @param {{ command: ShownCommand, given: Record<string, string>, sendAfter?: number, leave: () => void }} props
 */
export function CommandForm({ command, given, sendAfter, leave }) {
  const { view, hello } = useStore();
  const words = wordsOf(view?.locale ?? '');
  const [shown, setShown] = useState(() =>
    command.options.filter(({ required, name }) => required || name in given).map(({ name }) => name),
  );
  const [values, setValues] = useState(/** @type {Record<string, Filled>} */ (given));
  const [picked, setPicked] = useState(/** @type {Record<string, Choice['value']>} */ ({}));
  const [focus, setFocus] = useState(shown[0] ?? '');
  const [choices, setChoices] = useState(/** @type {readonly Choice[] | null} */ (null));
  const [active, setActive] = useState(shown[0] === undefined ? -1 : 0);
  const [missing, setMissing] = useState('');
  const form = /** @type {import('preact').RefObject<HTMLDivElement>} */ (useRef(null));
  const option = command.options.find(({ name }) => name === focus);
  const rest = command.options.filter(({ name }) => !shown.includes(name));
  const typed = String(values[focus] ?? '');

  /** At the end nothing is marked, so that Enter sends. */
  const focusOn = (/** @type {string} */ name) => {
    if (name === focus) return;
    setFocus(name);
    setActive(name ? 0 : -1);
    setChoices(null);
  };
  /** Moves the cursor at once, before another key arrives. */
  const focusField = (/** @type {string} */ name) =>
    /** @type {HTMLElement | null} */ (form.current?.querySelector(name ? `[data-option="${name}"]` : '[data-end]'))?.focus();
  useLayoutEffect(() => focusField(focus), [focus, shown.length]);
  useEffect(() => {
    const timer = sendAfter === undefined ? undefined : setTimeout(() => void send(), sendAfter);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    setActive(option ? 0 : -1);
    setChoices(null);
    if (!option) return;
    const fixed = choicesOf(option, hello, view?.guildId, words);
    if (fixed)
      return setChoices(
        fixed.filter(({ name }) => picked[option.name] !== undefined || name.toLowerCase().includes(typed.toLowerCase())),
      );
    if (!option.autocomplete) return;
    let current = true;
    const ask = async () => {
      const others = Object.fromEntries(
        Object.entries(sent()).filter(([name, value]) => name !== option.name && typeof value !== 'object'),
      );
      const found = await act({
        act: 'complete',
        line: command.line,
        focused: option.name,
        typed,
        options: /** @type {Record<string, string>} */ (others),
      }).catch(() => []);
      if (current) setChoices(/** @type {readonly Choice[]} */ (found));
    };
    const timer = setTimeout(ask, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [focus, typed]);

  const sent = () => {
    /** @type {Record<string, string | number | boolean | File>} */
    const all = {};
    for (const name of shown) {
      const value = values[name];
      const about = command.options.find((one) => one.name === name);
      if (value === undefined || value === '' || !about) continue;
      const chosen = picked[name] ?? value;
      if (chosen instanceof File) all[name] = chosen;
      else if (about.type === type.boolean) all[name] = chosen === 'true';
      else all[name] = about.type === type.integer || about.type === type.number ? Number(chosen) : chosen;
    }
    return all;
  };

  const send = async () => {
    const filled = sent();
    const empty = command.options.find(({ name, required }) => required && !(name in filled));
    if (empty) {
      setMissing(empty.name);
      focusField(empty.name);
      return;
    }
    /** @type {Record<string, string | number | boolean | FileSent>} */
    const options = {};
    for (const [name, value] of Object.entries(filled)) options[name] = value instanceof File ? await fileSent(value) : value;
    leave();
    await interact({ act: 'slash', line: command.line, options }, words.noAnswer, `/${command.label} · ${words.sending}`);
  };
  const fill = (/** @type {string} */ name, /** @type {Filled} */ value, /** @type {Choice['value'] | undefined} */ chosen) => {
    setValues({ ...values, [name]: value });
    const { [name]: _, ...others } = picked;
    setPicked(chosen === undefined ? others : { ...others, [name]: chosen });
    setMissing('');
  };
  useDrop(([file]) => {
    const wanted = option?.type === type.attachment ? option : command.options.find((one) => one.type === type.attachment);
    if (!wanted || !file) return;
    if (!shown.includes(wanted.name)) setShown([...shown, wanted.name]);
    fill(wanted.name, file, undefined);
  });
  const chooseValue = (/** @type {number} */ index) => {
    const choice = choices?.[index];
    if (!choice || !option) return;
    fill(option.name, choice.name, choice.value);
    const next = shown[shown.indexOf(option.name) + 1] ?? '';
    focusOn(next);
  };
  const addOption = (/** @type {number} */ index) => {
    const added = rest[index];
    if (!added) return;
    setShown([...shown, added.name]);
    focusOn(added.name);
  };
  const listing = option ? (choices ?? []) : rest;
  const chosenAlready = option !== undefined && picked[option.name] !== undefined;
  const open = option ? (choices !== null || option.autocomplete) && !chosenAlready : rest.length > 0;
  const keys = (/** @type {KeyboardEvent} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (event.key === 'Escape') return leave();
    if (event.key === 'Backspace' && option && field.value === '' && field.type !== 'file') {
      event.preventDefault();
      if (option.required) return leave();
      setShown(shown.filter((name) => name !== option.name));
      return focusOn('');
    }
    if (event.key === 'Backspace' && !option && shown.length === 0) return leave();
    if (
      event.key === 'Enter' &&
      !event.isComposing &&
      !(open && listing.length > 0 && active >= 0) &&
      !(field.type === 'file' && !values[focus])
    ) {
      event.preventDefault();
      return void send();
    }
    if (open && (event.key !== 'Tab' || option))
      pickerKeys(event, listing.length, active, setActive, option ? chooseValue : addOption);
  };
  const items = option
    ? (choices ?? []).map(({ name, value }) => ({ key: String(value), label: name }))
    : rest.map(({ name, label, description }) => ({ key: name, label, detail: description, tag: words.optional }));
  return html`<div class="composer-wrap">
    ${option ? html`<div class="hint" role="status">${missing === option.name ? html`<strong>${words.thisRequired}</strong> ` : null}<strong>${option.label}</strong> ${option.description}${option.required ? ` · ${words.required}` : ''}</div>` : null}
    ${open ? html`<${Picker} id="options" title=${option ? option.label : words.options} items=${items} active=${active} empty=${option && choices === null ? words.loadingOptions : words.noOptions} choose=${option ? chooseValue : addOption} />` : null}
    <div class="composer command" role="group" aria-label=${`/${command.label}`} ref=${form} onKeyDown=${keys}>
      <span class="command-name">/${command.label}</span>
      ${shown.map((name) => {
        const about = /** @type {ShownOption} */ (command.options.find((one) => one.name === name));
        const attributes = {
          'data-option': name,
          'aria-label': `${about.label}: ${about.description}`,
          'aria-required': about.required,
          'aria-invalid': missing === name,
          onFocus: () => focusOn(name),
        };
        return html`<label key=${name} class=${`option ${missing === name ? 'missing' : ''}`}><span aria-hidden="true">${about.label}</span>${
          about.type === type.attachment
            ? html`<input type="file" ...${attributes} onChange=${(/** @type {Event} */ event) => fill(name, /** @type {HTMLInputElement} */ (event.target).files?.[0] ?? '', undefined)} />${values[name] instanceof File ? html`<span>${/** @type {File} */ (values[name]).name}</span>` : null}`
            : html`<input type="text" autocomplete="off" value=${String(values[name] ?? '')} size=${Math.max(8, Math.min(60, String(values[name] ?? '').length + 1))} ...${attributes} ...${combobox('options', open && focus === name && items.length > 0, active)} onInput=${(/** @type {Event} */ event) => fill(name, /** @type {HTMLInputElement} */ (event.target).value, undefined)} />`
        }</label>`;
      })}
      <input class="end" data-end aria-label=${words.options} value="" ...${combobox('options', open && !option && items.length > 0, active)} onFocus=${() => focusOn('')} onInput=${(
        /** @type {Event} */ event,
      ) => {
        /** @type {HTMLInputElement} */ (event.target).value = '';
      }} />
      <button type="button" class="send" aria-label=${words.send} title=${words.send} onClick=${send}>➤</button>
      <button type="button" class="send" aria-label=${words.cancel} title=${words.cancel} onClick=${leave}>✕</button>
    </div>
  </div>`;
}

/**
 * Choices that need no asking: of the option itself, true and false, people and channels.
 * @param {ShownOption} option @param {import('../page-protocol.ts').Hello | null} hello @param {string | undefined} guildId @param {ReturnType<typeof wordsOf>} words
 * @returns {readonly Choice[] | null}
 */
function choicesOf(option, hello, guildId, words) {
  if (option.choices.length > 0) return option.choices;
  const guild = hello?.guilds.find(({ id }) => id === guildId);
  switch (option.type) {
    case type.boolean:
      return [
        { name: words.yes, value: 'true' },
        { name: words.no, value: 'false' },
      ];
    case type.user:
    case type.mentionable:
      return (guild?.members ?? []).map(({ id, name }) => ({ name, value: id }));
    case type.channel:
      return (guild?.channels ?? []).map(({ id, name }) => ({ name, value: id }));
    default:
      return null;
  }
}
