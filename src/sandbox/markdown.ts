/** Discord's Markdown as a tree of marks, ready to be shown; the parsing is a kept library's. */
import { parse } from 'discord-markdown-parser';
import type { Mark } from './page-protocol.ts';
import type { World } from './world.ts';

type Node = Record<string, unknown> & { type: string };

const listItem = /^(\s*)([-*]|\d+\.) (?!\s*$)/;

/**
 * Small print and lists are cut out by line first: the library knows no lists, and small print only at the very start.
 * `extended`: with masked links, which messages of applications may have.
 */
export function marksOf(text: string, world: World, extended: boolean): Mark[] {
  const marks: Mark[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) marks.push(...read(plain.join('\n'), world, extended));
    plain = [];
  };
  let fenced = false;
  for (const line of text.split('\n')) {
    const item = listItem.exec(line);
    const small = line.startsWith('-# ');
    if ((line.match(/```/g)?.length ?? 0) % 2 === 1) fenced = !fenced;
    if (fenced || !(item || small)) {
      plain.push(line);
      continue;
    }
    flush();
    if (small) marks.push({ type: 'subtext', content: read(line.slice(3), world, extended) });
    else
      marks.push({
        type: 'listItem',
        depth: Math.min(3, Math.floor(item![1]!.length / 2)),
        marker: item![2]!.replace(/[-*]/, '•'),
        content: read(line.slice(item![0].length), world, extended),
      });
  }
  flush();
  return marks;
}

const read = (text: string, world: World, extended: boolean): Mark[] =>
  (parse(text, extended ? 'extended' : 'normal') as Node[]).map((node) => mark(node, world));

function mark(node: Node, world: World): Mark {
  const inner = (content: unknown): Mark[] | string =>
    Array.isArray(content) ? content.map((child: Node) => mark(child, world)) : String(content ?? '');
  const id = String(node.id ?? '');
  switch (node.type) {
    case 'user':
      return { type: 'mention', content: `@${world.people.get(id)?.name ?? 'unknown-user'}` };
    case 'role':
      return {
        type: 'mention',
        content: `@${[...world.guilds.values()].map(({ roles }) => roles.get(id)?.name).find(Boolean) ?? 'deleted-role'}`,
      };
    case 'channel':
      return { type: 'mention', content: `#${world.channels.get(id)?.name ?? 'unknown'}` };
    case 'everyone':
    case 'here':
      return { type: 'mention', content: `@${node.type}` };
    case 'slashCommand':
      return { type: 'command', content: `/${String(node.fullName ?? node.name)}`, id };
    case 'timestamp':
      return { type: 'timestamp', content: '', at: Number(node.timestamp) * 1000, format: String(node.format ?? 'f') };
    case 'twemoji':
      return { type: 'text', content: String(node.name) };
    case 'emoji':
      return { type: 'text', content: `:${String(node.name)}:` };
    case 'link':
    case 'url':
    case 'autolink':
      return { type: 'link', content: inner(node.content), href: safeAddress(String(node.target)) };
    case 'heading':
      return { type: 'heading', level: Number(node.level), content: inner(node.content) };
    case 'codeBlock':
      return { type: 'codeBlock', content: String(node.content) };
    default:
      return { type: node.type, content: inner(node.content) };
  }
}

/** Discord makes links of http and https alone. */
const safeAddress = (address: string) => (/^https?:\/\//i.test(address) ? address : '');
