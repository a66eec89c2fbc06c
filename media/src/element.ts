type Child = Node | string | undefined;
/** Attributes by name; `on` holds listeners, `vars` custom properties and styles (set through the CSSOM, which the content security policy allows). */
interface Props {
  readonly class?: string | undefined;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly vars?: Readonly<Record<string, string>>;
  readonly [attribute: string]: unknown;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An HTML element. `undefined` and `false` leave an attribute out, `true` sets it empty. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, props);
  element.append(...children.filter(child => child !== undefined));
  return element;
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: readonly Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgNamespace, tag);
  apply(element, props);
  element.append(...children.filter(child => child !== undefined));
  return element;
}

function apply(element: HTMLElement | SVGElement, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') for (const [type, listener] of Object.entries(props.on ?? {})) element.addEventListener(type, listener);
    else if (name === 'vars') for (const [key, text] of Object.entries(props.vars ?? {})) element.style.setProperty(key, text);
    else setAttribute(element, name, value);
  }
}

/** Sets, empties or removes an attribute, touching the document only when something changes. */
export function setAttribute(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === false) { if (element.hasAttribute(name)) element.removeAttribute(name); return; }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Sets the text of an element, touching the document only when it changes. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets a style or custom property, touching the document only when it changes. */
export function setVar(element: HTMLElement | SVGElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}

const signatures = new WeakMap<Element, string>();

/** Whether an element shows something else than when this was last asked: lets an update skip the many elements that stay as they are. */
export function isNew(element: Element, signature: string): boolean {
  if (signatures.get(element) === signature) return false;
  signatures.set(element, signature);
  return true;
}

/** How the children of a parent follow a list. */
export interface Keyed<T, E extends Element> {
  readonly key: (item: T) => string;
  readonly create: (item: T) => E;
  readonly update: (element: E, item: T) => void;
}

/**
 * Makes the children of a parent follow a list: elements are kept by key, moved only when the order changes, so that focus and
 * scroll survive. The parent must be filled by this function alone.
 */
export function keyed<T, E extends Element>(parent: Element, items: readonly T[], { key, create, update }: Keyed<T, E>): void {
  const known = (knownChildren.get(parent) ?? new Map()) as Map<string, E>;
  const next = new Map<string, E>();
  let place: Element | null = parent.firstElementChild;
  for (const item of items) {
    const id = key(item);
    const element = known.get(id) ?? create(item);
    known.delete(id);
    next.set(id, element);
    update(element, item);
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
  }
  for (const element of known.values()) element.remove();
  knownChildren.set(parent, next);
}

const knownChildren = new WeakMap<Element, Map<string, Element>>();
