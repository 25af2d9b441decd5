const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** Words for a server's settings and for what is kept of people. Channels and roles are passed in as Discord shows them. */
export const settings = {
  title: '### Settings',
  /** A row: "**name:** value". */
  row: (name: string, value: string): string => `**${name}:** ${value}`,
  names: {
    channels: 'I answer in',
    channelSources: 'Sources by channel',
    publicAnswers: 'Answers to /ask',
    language: 'Language in public',
    adminRole: 'Admin role',
    sureness: 'How sure an answer must be',
    notices: 'News of the sources go to',
    sharedShelf: 'The bot’s shared articles',
    aliases: 'Other names',
    keepQuestions: 'Questions without an answer',
  },
  everywhere: 'every channel',
  allSources: 'all sources in every channel',
  channelSources: (channels: number): string => `${count(channels, 'channel')} with sources of their own`,
  public: 'public, unless asked privately',
  private: 'private, unless asked publicly',
  asServer: 'the server’s own',
  none: 'nobody but who has Manage Server',
  nowhere: 'nowhere',
  on: 'answer here too',
  off: 'do not answer here',
  kept: 'kept for 90 days, for admins',
  notKept: 'not kept',
  aliases: (lines: number): string => (lines === 0 ? 'none' : count(lines, 'line')),
  languages: { en: 'English', ru: 'Русский' },
  sureness: { careful: 'Careful', balanced: 'Balanced', eager: 'Eager' },
  surenessOf: (answered: number, total: number): string =>
    total === 0 ? 'keep checks to compare' : `answers ${answered} of your ${count(total, 'check')}`,
  choose: 'Choose',
  chooseChannels: 'Choose channels; none for every channel',
  chooseChannel: 'Choose a channel',
  chooseSources: (channel: string): string => `Which sources answer in ${channel}? None chosen: all.`,
  noSources: 'There is only one source, so there is nothing to choose.',
  change: 'Change',
  back: 'Back',
  aliasesTitle: 'Other names',
  aliasesLabel: 'One group of names a line',
  aliasesExample: 'DPRK = North Korea',
  aliasProblem: (line: number, reason: string): string => `Nothing was changed. Line ${line}: ${reason}`,
  roleHint: (role: string, command: string): string =>
    `${role} may now do what admins may. Discord also wants it allowed under Server Settings → Integrations → Footnote, for ${command} and the other commands of admins.`,
  notSaved: 'That value cannot be used. Nothing was changed.',
  unavailable: 'This bot keeps no settings.',
  notHere: (channels: string): string => `I do not answer in this channel. Ask me in ${channels}.`,
  news: {
    stale: (name: string, reason: string): string => `**${name}** cannot be read: ${reason} Its last good copy still answers.`,
    refused: (name: string, reason: string): string => `**${name}** was refused: ${reason} Its last good copy still answers.`,
    recovered: (name: string): string => `**${name}** can be read again.`,
    more: (n: number): string => `-# And ${n.toLocaleString('en')} more.`,
  },
  privacy: {
    title: '### What is kept about you',
    nothing:
      'Nothing is kept about you. Your questions live in memory for a few minutes and are then forgotten; one that nobody could answer is kept for the admins of its server, sealed, unless you asked it privately.',
    kept: (acts: number, questions: number, feedback: number): string =>
      [
        ...(acts > 0 ? [`${count(acts, 'act')} of yours as an admin`] : []),
        ...(questions > 0 ? [`${count(questions, 'question')} that nobody could answer, sealed, for 90 days`] : []),
        ...(feedback > 0 ? [`${count(feedback, 'verdict')} on answers`] : []),
      ].join(' · '),
    how: '-# Under a keyed hash of your id, never under your name.',
    sure: 'Delete what is kept about you? Your acts as an admin stay in the server’s list, without you.',
    delete: 'Delete it',
    deleted: 'What was kept about you is deleted.',
  },
};
