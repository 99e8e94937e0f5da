/** Elements written as text. Names are ours; what stands in them is escaped by whoever passes it. */

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // For "]]>", which may not stand in text.
  '>': '&gt;',
  '"': '&quot;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

/** What is undefined is not written. */
type Attributes = Readonly<Record<string, string | undefined>>;

/** `content` is XML already. */
export function element(name: string, attributes: Attributes, content: string): string {
  return `<${name}${written(attributes)}>${content}</${name}>`;
}

export function empty(name: string, attributes: Attributes): string {
  return `<${name}${written(attributes)}/>`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`))
    .join('');
}
