export interface XmlElement {
  /** Local name: a prefix is left out. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without its children's. */
  readonly text: string;
}

const limits = { characters: 1024 * 1024, depth: 32, elements: 5000 };
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/\s*([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/**
 * Pure. The root element of a small document, or null for what is none: not well formed, with a document type (whose entities could
 * make much of little), over 1 Mi characters, 32 levels or 5,000 elements. XML 1.0 without validation.
 */
export function parseXml(text: string): XmlElement | null {
  if (text.length > limits.characters) return null;
  const root = element('', '');
  const open: Open[] = [root];
  let elements = 0;
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const [whole, cdata, closing, name, attributes = '', empty, plain] = token.exec(text) ?? [];
    const current = open.at(-1);
    if (whole === undefined || current === undefined) return null;
    if (name !== undefined) {
      const child = element(name, attributes);
      elements += 1;
      if (elements > limits.elements || open.length > limits.depth) return null;
      current.children.push(child);
      if (empty !== '/') open.push(child);
    } else if (closing !== undefined) {
      if (open.length < 2 || current.name !== localName(closing)) return null;
      open.pop();
    } else current.text += cdata ?? (plain === undefined ? '' : decode(plain));
  }
  const [only, ...others] = root.children;
  return open.length === 1 && only && others.length === 0 && root.text.trim() === '' ? only : null;
}

function element(name: string, attributes: string): Open {
  const pairs = [...attributes.matchAll(attribute)].map(
    ([, key = '', double, single]) => [localName(key), decode(double ?? single ?? '')] as const,
  );
  return { name: localName(name), attributes: new Map(pairs), children: [], text: '' };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An entity that XML itself does not define stays as it is written. */
function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const point = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
    return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}

export const childrenOf = (parent: XmlElement | undefined, name: string): readonly XmlElement[] =>
  parent?.children.filter((child) => child.name === name) ?? [];

/** The first child of that name at the end of a path of names. */
export function childAt(parent: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((current, name) => childrenOf(current, name)[0], parent);
}

export const textAt = (parent: XmlElement | undefined, ...path: readonly string[]): string | null =>
  childAt(parent, ...path)?.text.trim() ?? null;
