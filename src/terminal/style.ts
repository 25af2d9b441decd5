/** How words look in a terminal, and that foreign text cannot command it. */
import { styleText } from 'node:util';

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
}

/** For a terminal that shows bold. */
export const ansi: Style = {
  bold: (text) => styleText('bold', text, { validateStream: false }),
  dim: (text) => styleText('dim', text, { validateStream: false }),
};

/** For pipes and files: marks that can be read. */
export const marks: Style = { bold: (text) => `**${text}**`, dim: (text) => text };

/** The style for a stream: bold where it is a terminal, unless NO_COLOR asks for none (https://no-color.org). */
export function styleFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  return stream.isTTY && !env.NO_COLOR ? ansi : marks;
}

/** Control characters (escape sequences begin with one) and direction overrides become blanks; line ends too. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]+/gu, ' ');
}
