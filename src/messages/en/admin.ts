const names = (items: readonly string[], more: number): string => `${items.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;

/** Words for those who keep the shelf: sources and reloads. */
export const admin = {
  sources: (n: number): string => `### ${n} ${n === 1 ? 'source' : 'sources'}`,
  source: (name: string, kind: string, articles: number, loaded: string): string =>
    `**${name}** · ${kind} · ${articles} ${articles === 1 ? 'article' : 'articles'} · read ${loaded}`,
  refused: (n: number): string => `!${n} refused`,
  refusal: (name: string, reason: string): string => `**${name}**: ${reason}`,
  noSources: 'No sources yet.',
  reload: {
    running: (done: number, total: number, bar: string): string =>
      `Reloading: ${done} of ${total} articles ${bar} · answers come from the current shelf`,
    starting: 'Reloading · answers come from the current shelf',
    done: '### Shelf reloaded',
    nothingChanged: '### Nothing changed',
    counts: (added: number, changed: number, removed: number, unchanged: number, refused: number): string =>
      `+${added} added · ~${changed} changed · −${removed} removed · =${unchanged} unchanged · !${refused} refused`,
    nothingNew: (n: number): string => `Nothing changed: ${n} ${n === 1 ? 'article is' : 'articles are'} up to date.`,
    stopped: 'Stopped. Nothing was changed.',
    failed: (reason: string): string => `The reload was not taken: ${reason} Nothing was changed.`,
    busy: 'A reload is already under way.',
    notRunning: 'No reload is under way any more.',
    stopping: 'Stopping.',
    added: (items: readonly string[], more: number): string => `Added: ${names(items, more)}`,
    changed: (items: readonly string[], more: number): string => `Changed: ${names(items, more)}`,
    removed: (items: readonly string[], more: number): string => `Removed: ${names(items, more)}`,
    moreRefused: (n: number): string => `and ${n} more refused`,
  },
};
