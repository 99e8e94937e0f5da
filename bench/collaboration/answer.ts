import type { Answer, Handlers, Question } from './child.ts';

/** Answers whoever started this process, and ends with them. */
export function answer(handlers: Handlers): void {
  process.on('message', (question: Question) => {
    void reply(handlers, question).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit());
}

async function reply(handlers: Handlers, { id, name, argument }: Question): Promise<Answer> {
  try {
    return { id, result: await handlers[name]?.(argument) };
  } catch (error) {
    return { id, error: error instanceof Error ? String(error.stack) : String(error) };
  }
}
