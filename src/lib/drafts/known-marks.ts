/** The marks that were in a draft's text while it was open here, in whichever of its editors. */
import type { Node } from '@tiptap/pm/model';

export class KnownMarks {
  readonly #keys = new Set<string>();

  remember(text: Node): void {
    text.descendants(({ marks }) => {
      for (const { type, attrs } of marks) this.#keys.add(keyOf(type.name, String(attrs['id'])));
    });
  }

  has(name: string, id: string): boolean {
    return this.#keys.has(keyOf(name, id));
  }
}

function keyOf(name: string, id: string): string {
  return `${name} ${id}`;
}
