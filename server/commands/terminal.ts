import { resolve } from 'node:path';

/** A path as the person means it: npm starts scripts in the project's folder, not in theirs. */
export function userPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

/** A reader that has seen enough, as `head` does, closes the pipe: that is no error. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Prints to the end: a process that ends too early cuts off what a pipe has not yet taken. */
export function printed(text: string): Promise<void> {
  return written(`${text}\n`);
}

/** As it is, without a line end of its own. */
export function written(content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(content, (error) => {
      if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(error);
    });
  });
}
