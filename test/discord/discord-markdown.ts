/** Discord's Markdown, as a kept parser of that dialect reads it. */
import { parse } from 'discord-markdown-parser';

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
  /** The character itself, for a Unicode emoji, which Discord draws. */
  readonly name?: string;
}

/** What a reader sees: the text without its marks. */
export const shownText = (markdown: string): string => parse(markdown, 'extended').map(textOf).join('');

const textOf = (node: Node): string => {
  if (node.type === 'br' || node.type === 'newline') return '\n';
  if (node.type === 'twemoji') return node.name ?? '';
  if (typeof node.content === 'string') return node.content;
  return (node.content ?? []).map(textOf).join('');
};

/** The kinds of marks in it, text and line breaks aside. */
export const marksIn = (markdown: string): string[] => {
  const kinds = (node: Node): string[] => [
    ...(['text', 'br', 'newline', 'twemoji'].includes(node.type) ? [] : [node.type]),
    ...(typeof node.content === 'object' ? node.content.flatMap(kinds) : []),
  ];
  return [...new Set(parse(markdown, 'extended').flatMap((node) => kinds(node as Node)))];
};
