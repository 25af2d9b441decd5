/** What is said when something is refused or fails: what is wrong and what to do, in one or two sentences. */
export const trouble = {
  incident: (id: string): string =>
    `Something went wrong on my side. Please try again; if it stays, tell an admin this number: ${id}.`,
  busy: 'Many questions are waiting just now. Please ask again in a moment.',
  slowDown: (seconds: number): string => `One at a time, please: ask again in ${seconds} s.`,
  serverBusy: (seconds: number): string => `This server asks a lot just now. Please try again in ${seconds} s.`,
  emptyQuestion: 'The question is empty. Write what you want to know.',
  /** `hint`: what the option takes. */
  badInput: (option: string, hint: string | undefined): string =>
    `I cannot use what was given for "${option}"${hint ? ` (${hint})` : ''}. Please check it and try again.`,
  stale: 'This button is too old, or not from here. Please ask again.',
  changed: 'This article changed after the answer. Ask again.',
  gone: 'This article is no longer here. Ask again.',
  notYours: 'Only who asked, or who manages messages here, may delete this.',
  adminsOnly: 'This is for people who may manage the server.',
  operatorsOnly: 'The articles here belong to the operator of the bot; only they may read them again.',
  cannotWrite: 'I may not write in that channel, so this is for you alone. An admin can allow me "Send Messages" there.',
  nothingToShow: 'There is nothing to share here any more. Ask again.',
  full: 'My disk is full, so nothing was changed. Please tell the operator of the bot; when there is room, the same works again.',
  unwritable: 'I cannot write to my data folder, so nothing was changed. Please tell the operator of the bot, then try again.',
  damaged:
    'My store is damaged, so nothing was changed. Please tell the operator of the bot: a backup can be put back with restore.',
  emptyMessage: 'There are no words in that message to look for.',
};
