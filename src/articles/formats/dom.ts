/** As much of the DOM as the HTML room uses; the platform's own types are a browser's. */

export interface DomNode {
  /** 1: element, 3: text. */
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  cloneNode(deep: boolean): DomNode;
}

export interface DomElement extends DomNode {
  readonly children: Iterable<DomElement>;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  remove(): void;
  appendChild(node: DomNode): void;
  setAttribute(name: string, value: string): void;
}

export interface DomDocument {
  title: string;
  readonly body: DomElement;
  createElement(name: string): DomElement;
  createTextNode(text: string): DomNode;
}
