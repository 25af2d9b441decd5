/** Where one writes: messages, mentions, files, and the way into a command. */
/** @import { ShownCommand } from '../page-protocol.ts' */
import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CommandForm } from './command.js';
import { filesSent, useDrop } from './files.js';
import { combobox, Picker, pickerKeys } from './picker.js';
import { act, get, notify, set, useStore } from './store.js';
import { wordsOf } from './words.js';

/** How long a line that is typed for somebody stands before it is sent, in milliseconds. */
const glance = 450;

export function Composer() {
  const { view, typed, replyTo, hello } = useStore();
  const words = wordsOf(view?.locale ?? '');
  const [text, setText] = useState('');
  const [command, setCommand] = useState(
    /** @type {{ command: ShownCommand, options: Record<string, string>, send: boolean } | null} */ (null),
  );
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState(false);
  const [files, setFiles] = useState(/** @type {File[]} */ ([]));
  const field = /** @type {import('preact').RefObject<HTMLTextAreaElement>} */ (useRef(null));

  useEffect(() => {
    const found = typed && view?.commands.find(({ line, label }) => line === typed.line || label === typed.line);
    if (found) {
      setText('');
      setCommand({ command: found, options: typed.options, send: typed.send });
    }
    if (typed) set({ typed: null });
  }, [typed]);
  useEffect(() => {
    setCommand(null);
    setText('');
    setFiles([]);
  }, [view?.channel.id, view?.me.id, view?.locale]);
  useLayoutEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);
  const was = useRef(command);
  useLayoutEffect(() => {
    if (was.current && !command) field.current?.focus();
    was.current = command;
  }, [command]);

  const add = (/** @type {Iterable<File> | null | undefined} */ more) => setFiles([...files, ...(more ?? [])].slice(0, 10));
  // A form takes what is dropped for itself, and so does a command.
  useDrop((dropped) => {
    if (view?.maySend && !command && !get().modal) add(dropped);
  });

  if (!view) return null;
  const place = `${view.channel.kind === 'direct' ? '@' : '#'}${view.channel.kind === 'direct' ? hello?.bot.name : view.channel.name}`;
  const leave = () => setCommand(null);
  if (command)
    return html`<${CommandForm} key=${`${command.command.line} ${JSON.stringify(command.options)}`} command=${command.command} given=${command.options} sendAfter=${command.send ? glance : undefined} leave=${leave} />`;

  const slash = /^\/(\S*(?: \S*)*)$/.exec(text);
  const mention = /(?:^|\s)@([^@\s]*)$/.exec(text);
  const guild = hello?.guilds.find(({ id }) => id === view.guildId);
  const people = guild?.members ?? (hello ? [hello.bot] : []);
  const begun = (slash?.[1] ?? '').toLowerCase();
  const isWhole = (/** @type {ShownCommand} */ { label, line }) => label === begun || line === begun;
  // What is typed to its end goes before what it begins: /article before /articles.
  const commands = slash
    ? view.commands
        .filter(({ label, line }) => [label, line].some((one) => one.startsWith(begun)))
        .sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)))
    : [];
  const mentioned =
    !slash && mention ? people.filter(({ name }) => name.toLowerCase().startsWith((mention[1] ?? '').toLowerCase())) : [];
  const items = slash
    ? commands.map(({ line, label, description, options }) => ({
        key: line,
        label: `/${label}`,
        detail: description,
        tag: options
          .filter(({ required }) => required)
          .map((option) => option.label)
          .join(' '),
      }))
    : mentioned.map(({ id, name, bot }) => ({ key: id, label: `@${name}`, tag: bot ? words.app : '' }));
  const open = !closed && (slash !== null || mentioned.length > 0);
  const choose = (/** @type {number} */ index) => {
    setActive(0);
    if (slash) {
      const chosen = commands[index];
      setText('');
      if (chosen) setCommand({ command: chosen, options: {}, send: false });
    } else setText(`${text.slice(0, text.lastIndexOf('@'))}@${mentioned[index]?.name} `);
    field.current?.focus();
  };
  const send = async () => {
    if (slash) return notify(words.noCommands);
    if (text.trim() === '' && files.length === 0) return;
    // Longest names first, so that no name is taken for the beginning of another.
    const named = [...people]
      .sort((a, b) => b.name.length - a.name.length)
      .reduce((sum, { id, name }) => sum.replaceAll(`@${name}`, `<@${id}>`), text);
    try {
      const sent = await filesSent(files);
      setText('');
      setFiles([]);
      set({ replyTo: null, acts: get().acts + 1 });
      await act({ act: 'say', text: named.trim(), files: sent, ...(replyTo && { replyTo: replyTo.id }) });
    } catch (error) {
      setText(text);
      notify(error instanceof Error ? error.message : String(error));
    }
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (open && pickerKeys(event, items.length, Math.min(active, items.length - 1), setActive, choose)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') {
      if (open) setClosed(true);
      else set({ replyTo: null });
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector('.message[tabindex="0"]'))?.focus();
    }
  };
  return html`<div class="composer-wrap">
    ${open ? html`<${Picker} id="picker" title=${slash ? words.commands : words.members} items=${items} active=${Math.min(active, items.length - 1)} empty=${words.noCommands} choose=${choose} />` : null}
    ${replyTo ? html`<div class="replying"><span>${words.replyingTo} <strong>${replyTo.author.name}</strong></span><button type="button" aria-label=${words.cancel} onClick=${() => set({ replyTo: null })}>✕</button></div>` : null}
    ${files.length > 0 ? html`<ul class="files">${files.map((file) => html`<li>${file.name} <button type="button" aria-label=${`${words.remove} ${file.name}`} onClick=${() => setFiles(files.filter((one) => one !== file))}>✕</button></li>`)}</ul>` : null}
    <div class="composer">
      <label class="attach" title=${words.attach}><span class="hidden">${words.attach}</span><span aria-hidden="true">+</span><input type="file" multiple disabled=${!view.maySend} onChange=${(/** @type {Event} */ event) => add(/** @type {HTMLInputElement} */ (event.target).files)} /></label>
      <textarea ref=${field} rows=${Math.min(8, text.split('\n').length)} value=${text} placeholder=${view.maySend ? `${words.messageIn} ${place}` : words.noPermission} aria-label=${`${words.messageIn} ${place}`} maxlength="4000" disabled=${!view.maySend && view.commands.length === 0} ...${combobox('picker', open && items.length > 0, Math.min(active, items.length - 1))} onInput=${(
        /** @type {Event} */ event,
      ) => {
        setText(/** @type {HTMLTextAreaElement} */ (event.target).value);
        setActive(0);
        setClosed(false);
      }} onKeyDown=${keys}></textarea>
      <button type="button" class="send" aria-label=${words.send} title=${words.send} disabled=${text.trim() === '' && files.length === 0} onClick=${send}>➤</button>
    </div>
  </div>`;
}

/** Puts the cursor into the composer. */
export function focusComposer() {
  if (!get().modal)
    /** @type {HTMLElement | null} */ (document.querySelector('.composer textarea, .composer .option input'))?.focus();
}
