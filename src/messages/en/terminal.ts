/** Said in the terminal: plain words, no Markdown. Commands and names of variables are passed in or stand as they are typed. */
export const terminal = {
  sample: 'Answering from the sample. For your own articles, name their folder: ARTICLES_DIR in .env.',
  ask: 'Type a question and press Enter. Ctrl+D ends.',
  prompt: 'question> ',
  skipped: (source: string, reason: string): string => `Skipped ${source}: ${reason}`,
  greeting: 'Hello! Ask me something about the articles here.',
  holds: (words: string): string => `holds ${words}`,
  nearBy: (words: string): string => `near it ${words}`,
  lacks: (words: string): string => `lacks ${words}`,
  speaksFor: 'for',
  speaksAgainst: 'against',
  usually: (value: string, usual: string): string => `${value}; among the others usually ${usual}`,
  nothingToExplain: 'No sentence holds a word of the question.',
  wrong: (incident: string): string => `Something went wrong here; the log has it under ${incident}. Please try again.`,
};
