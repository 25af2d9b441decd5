/** The page's state, its connection to the sandbox, and everything that changes it. */
/** @import { Act, Came, Hello, ShownMessage, ShownProtocolEntry, ToPage, View } from '../page-protocol.ts' */
import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * @typedef {object} Note A line that only this page knows: a command under way, or one that got no answer.
 * @property {string} id
 * @property {string} text
 * @property {boolean} failed
 *
 * @typedef {object} State
 * @property {'connecting' | 'open' | 'lost'} connection
 * @property {Hello | null} hello
 * @property {View | null} view
 * @property {boolean} typing
 * @property {number} acts How often one did something here, after which the newest is shown.
 * @property {readonly Note[]} notes
 * @property {readonly { id: number, text: string, detail: string, calm: boolean }[]} notices
 * @property {readonly ShownProtocolEntry[]} protocol
 * @property {number | null} firstMs
 * @property {NonNullable<Came['modal']> | null} modal
 * @property {ShownMessage | null} replyTo
 * @property {{ line: string, options: Record<string, string>, send: boolean } | null} typed A command put into the composer.
 * @property {'channels' | 'members' | null} drawer What is open over the channel on a narrow screen.
 * @property {boolean} developer
 * @property {'dark' | 'light'} theme
 */

const remembered = (/** @type {string} */ key, /** @type {string} */ otherwise) =>
  localStorage.getItem(`sandbox.${key}`) ?? otherwise;

/** @type {State} */
let state = {
  connection: 'connecting',
  hello: null,
  view: null,
  typing: false,
  acts: 0,
  notes: [],
  notices: [],
  protocol: [],
  firstMs: null,
  modal: null,
  replyTo: null,
  typed: null,
  drawer: null,
  developer: false,
  theme: remembered('theme', matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark') === 'light' ? 'light' : 'dark',
};

/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {Partial<State>} change */
export function set(change) {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

export const get = () => state;

/** The state, kept current in a component. */
export function useStore() {
  const [, again] = useState(0);
  // Not after the paint: what the sandbox says before that would never be shown.
  useLayoutEffect(() => {
    const listener = () => again((count) => count + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return state;
}

/** @param {'dark' | 'light'} theme */
export function setTheme(theme) {
  localStorage.setItem('sandbox.theme', theme);
  set({ theme });
}

/** @type {WebSocket | undefined} */
let socket;
let asked = 0;
let noticed = 0;
/** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
const waiting = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typingEnds;

/**
 * Does something as the person whom the page plays; rejects with what Discord's client would say.
 * @param {Act} what
 * @returns {Promise<unknown>}
 */
export function act(what) {
  if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error('not connected'));
  const id = ++asked;
  socket.send(JSON.stringify({ id, what }));
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

/** Shows a line above the composer for a while. @param {string} text @param {string} [detail] @param {boolean} [calm] Nothing went wrong. */
export function notify(text, detail = '', calm = false) {
  const id = ++noticed;
  set({ notices: [...state.notices.slice(-2), { id, text, detail, calm }] });
  setTimeout(() => set({ notices: state.notices.filter((notice) => notice.id !== id) }), 9000);
}

/**
 * Begins an interaction: shows that it is under way, then what came of its first response.
 * @param {Act} what
 * @param {string} failure What to say when there is no response.
 * @param {string} [underWay] Shown at the channel's end meanwhile; none for a button.
 */
export async function interact(what, failure, underWay) {
  const id = `note ${++asked}`;
  if (underWay) set({ acts: state.acts + 1, notes: [...state.notes, { id, text: underWay, failed: false }] });
  const others = () => state.notes.filter((note) => note.id !== id);
  try {
    const came = /** @type {Came} */ (await act(what));
    set({
      notes: came.failed ? [...others(), { id, text: failure, failed: true }] : others(),
      firstMs: came.firstMs ?? state.firstMs,
      modal: came.modal ?? state.modal,
    });
  } catch (error) {
    set({ notes: others() });
    notify(error instanceof Error ? error.message : String(error));
  }
}

/** @param {ToPage} message */
function received(message) {
  const { view } = state;
  switch (message.t) {
    case 'hello':
      return set({ hello: message.hello });
    case 'view':
      return set({
        view: message.view,
        ...(view?.channel.id !== message.view.channel.id && { notes: [], typing: false, replyTo: null }),
      });
    case 'typing':
      clearTimeout(typingEnds);
      typingEnds = setTimeout(() => set({ typing: false }), 10_000);
      return set({ typing: true });
    case 'message': {
      if (!view || message.message.channelId !== view.channel.id) return;
      const known = view.messages.some(({ id }) => id === message.message.id);
      const messages = known
        ? view.messages.map((one) => (one.id === message.message.id ? message.message : one))
        : [...view.messages, message.message];
      return set({ view: { ...view, messages }, ...(message.message.author.bot && !known && { typing: false }) });
    }
    case 'removed':
      return set({ view: view && { ...view, messages: view.messages.filter(({ id }) => id !== message.id) } });
    case 'notice':
      return notify(message.text, message.detail);
    case 'protocol':
      return set({ protocol: [...state.protocol.slice(-299), message.entry] });
    case 'done': {
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error !== undefined) one?.reject(new Error(message.error));
      else one?.resolve(message.value);
    }
  }
}

/** Looks at another place, as another person or in another language; what is left out stays. @param {{ personId?: string, channelId?: string, locale?: string }} change */
export function look(change) {
  const { view } = state;
  if (!view) return;
  const personId = change.personId ?? view.me.id;
  // A direct channel belongs to one person: another person sees their own.
  const direct = change.personId && view.channel.kind === 'direct' ? state.hello?.directs[personId]?.id : undefined;
  set({ drawer: null });
  act({
    act: 'look',
    personId,
    channelId: change.channelId ?? direct ?? view.channel.id,
    locale: change.locale ?? view.locale,
  }).catch((error) => notify(error.message));
}

/** Connects, and again whenever the connection is lost. A restarted sandbox has a new token, so the page is loaded anew. */
export function connect() {
  const token = document.querySelector('meta[name="sandbox-token"]')?.getAttribute('content') ?? '';
  socket = new WebSocket(`ws://${location.host}/page?token=${encodeURIComponent(token)}`);
  socket.onopen = () => {
    set({ connection: 'open', protocol: [] });
    if (state.developer) void act({ act: 'listen', on: true });
  };
  socket.onmessage = ({ data }) => received(JSON.parse(data));
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error('the connection was lost'));
    waiting.clear();
    set({ connection: 'lost' });
    setTimeout(async () => {
      const alive = await fetch('/').then(
        (response) => response.ok,
        () => false,
      );
      if (alive) location.reload();
      else connect();
    }, 2000);
  };
}
