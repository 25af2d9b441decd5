/** HTML → a document that Readability can read in bounded time: parsed by parse5, hoisted out of deep nesting, without scripts and styles. */
import { parseHTML } from 'linkedom';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import type { DomDocument, DomElement } from './dom.ts';

type Tree = DefaultTreeAdapterTypes.Document;
type TreeNode = DefaultTreeAdapterTypes.ChildNode;
type TreeElement = DefaultTreeAdapterTypes.Element;

export interface Page {
  /** As parse5 read it, for the metadata. */
  readonly tree: Tree;
  readonly document: DomDocument;
  readonly scripts: boolean;
  /** Whether the page has nothing around its text: no navigation, header, footer, aside or form. */
  readonly bare: boolean;
  /** In the document. */
  readonly elements: number;
}

/** Elements in the parsed page, where broken markup multiplies them; and in the document that Readability reads. */
const TREE_LIMIT = 1_000_000;
const ELEMENTS_LIMIT = 60_000;
/** Below this depth elements that only wrap others are left out; below the second every element is, its text kept. */
const WRAPPER_DEPTH = 24;
const DEPTH_LIMIT = 48;

const DROPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'canvas',
  'audio',
  'video',
  'link',
  'meta',
  'dialog',
]);
const AROUND = new Set(['nav', 'header', 'footer', 'aside', 'form']);
const WRAPPERS = new Set([
  'div',
  'span',
  'section',
  'article',
  'main',
  'center',
  'font',
  'b',
  'i',
  'u',
  'em',
  'strong',
  'small',
  'big',
  's',
  'a',
  'label',
  'nobr',
  'tt',
  'ins',
  'del',
]);
const KEPT_ATTRIBUTES = new Set(['class', 'id', 'role', 'itemprop', 'rel', 'href', 'aria-hidden']);

class TooManyElements extends Error {}

/** The page in `html`, or why it is not read. */
export function readPage(html: string): Page | { readonly reason: string } {
  let tree: Tree;
  try {
    tree = parseBounded(html);
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    return { reason: `The page has more than ${TREE_LIMIT} elements.` };
  }
  const { document } = parseHTML('<!doctype html><html><head><title></title></head><body></body></html>') as unknown as {
    document: DomDocument;
  };
  const root = tree.childNodes.find((node): node is TreeElement => node.nodeName === 'html');
  const head = root?.childNodes.find((node): node is TreeElement => node.nodeName === 'head');
  const title = head?.childNodes.find((node): node is TreeElement => node.nodeName === 'title');
  document.title = (title ? textOf(title) : '').replace(/\s+/g, ' ').trim();
  const built = root && copyBody(root, document);
  if (!built) return { reason: `The page has more than ${ELEMENTS_LIMIT} elements.` };
  return { tree, document, ...built };
}

function parseBounded(html: string): Tree {
  let elements = 0;
  return parse(html, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...element) {
        elements += 1;
        if (elements > TREE_LIMIT) throw new TooManyElements();
        return defaultTreeAdapter.createElement(...element);
      },
    },
  });
}

const textOf = (element: TreeElement) => element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');

/** What a page hides from people is not quoted to them. */
const isHidden = ({ attrs }: TreeElement) =>
  attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'style' && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value.slice(0, 500))),
  );

/** Copies the body, without recursion; undefined where it has too many elements. */
function copyBody(root: TreeElement, document: DomDocument): Pick<Page, 'scripts' | 'bare' | 'elements'> | undefined {
  let [scripts, bare, elements] = [false, true, 0];
  const pending: { node: TreeNode; parent: DomElement; depth: number }[] = [];
  const push = (children: readonly TreeNode[], parent: DomElement, depth: number) => {
    for (let at = children.length - 1; at >= 0; at -= 1) pending.push({ node: children[at]!, parent, depth });
  };
  for (const child of root.childNodes) {
    if (child.nodeName === 'body' && 'childNodes' in child) push(child.childNodes, document.body, 0);
    if (child.nodeName === 'head' && 'childNodes' in child)
      scripts = child.childNodes.some((node) => node.nodeName === 'script' && 'childNodes' in node);
  }
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { node, parent, depth } = item;
    if (node.nodeName === '#text' && 'value' in node) parent.appendChild(document.createTextNode(node.value));
    if (!('tagName' in node)) continue;
    if (node.tagName === 'script') scripts = true;
    if (AROUND.has(node.tagName)) bare = false;
    if (DROPPED.has(node.tagName) || isHidden(node)) continue;
    if (depth >= DEPTH_LIMIT || (depth >= WRAPPER_DEPTH && WRAPPERS.has(node.tagName))) {
      // What a block parted stays parted.
      if (!/^(?:span|font|[biua]|em|strong|s|small|big|tt)$/.test(node.tagName)) parent.appendChild(document.createTextNode('\n'));
      push(node.childNodes, parent, depth);
      continue;
    }
    elements += 1;
    if (elements > ELEMENTS_LIMIT) return undefined;
    const element = document.createElement(/^[a-z][a-z0-9-]{0,30}$/.test(node.tagName) ? node.tagName : 'span');
    for (const { name, value } of node.attrs) if (KEPT_ATTRIBUTES.has(name)) element.setAttribute(name, value.slice(0, 500));
    parent.appendChild(element);
    push(node.childNodes, element, depth + 1);
  }
  return { scripts, bare, elements };
}
