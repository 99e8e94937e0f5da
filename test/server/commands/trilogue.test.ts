/** The command line as it is run: a process of its own, its output, its errors, its status. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { refuseTerminal } from '#server/commands/table.ts';
import { lighthousePath } from '#test/support/lighthouse.ts';
import { openPostgresForTest, postgresUrl } from '#test/support/databases.ts';

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const dataDir = mkdtempSync(join(tmpdir(), 'trilogue-commands-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

function trilogue(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const options = { env: { ...process.env, INIT_CWD: '', DATA_DIR: dataDir, ...env } };
  return new Promise((resolve) => {
    const command = ['server/entry.js', 'trilogue', ...args];
    execFile(process.execPath, command, options, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** All parts of a file, and the file as it is. */
function unpacked(bytes: Uint8Array): string {
  const raw = strFromU8(bytes);
  const parts = raw.startsWith('PK') ? Object.values(unzipSync(bytes)) : [];
  return [raw, ...parts.map((part) => strFromU8(part))].join('\n');
}

const reference = '2099/0001(COD)';
const importing = (file: string, role: string, ...more: string[]) =>
  trilogue(['import', file, '--procedure', reference, '--role', role, ...more]);

describe('trilogue', { timeout: 120_000 }, () => {
  test('import --dry-run --json says what would happen, and nothing is kept', async () => {
    const run = await importing(lighthousePath('proposal'), 'proposal', '--dry-run', '--json');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ procedure: reference, rows: { changed: 0 } });
    const listed = await trilogue(['procedures', '--json']);
    expect(JSON.parse(listed.stdout)).toEqual([]);
  });

  test('import --json prints one value with the promised fields, and nothing else', async () => {
    const run = await importing(lighthousePath('proposal'), 'proposal', '--json');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout.trim().split('\n')).toHaveLength(1);
    expect(Object.keys(JSON.parse(run.stdout))).toEqual([
      'procedure',
      'role',
      'document',
      'language',
      'format',
      'counts',
      'unread',
      'warnings',
      'rows',
    ]);
    expect(Object.keys(JSON.parse(run.stdout).counts)).toEqual([
      'citations',
      'recitals',
      'articles',
      'paragraphs',
      'points',
      'annexes',
      'amendments',
    ]);
  });

  test('import of the same file again says so, to people as to programs', async () => {
    const again = await importing(lighthousePath('proposal'), 'proposal');
    expect(again.stdout).toContain('nothing changes');
    expect(again.stdout).toContain('0 added, 0 changed');
  });

  test('import of the same file with another number corrects it, and prints the one that is kept', async () => {
    const path = lighthousePath('proposal');
    const other = ['--document', 'COM(2099) 1 final/2'];
    const asked = await importing(path, 'proposal', ...other, '--dry-run');
    expect(asked.stdout).toContain('Its number becomes COM(2099) 1 final/2');
    const unasked = await importing(path, 'proposal', '--json');
    expect(JSON.parse(unasked.stdout)).toMatchObject({ document: 'COM(2099) 1 final' });
    const corrected = await importing(path, 'proposal', ...other, '--json');
    expect(JSON.parse(corrected.stdout)).toMatchObject({ document: 'COM(2099) 1 final/2' });
    const again = await importing(path, 'proposal');
    expect(again.stdout).toMatch(/^COM\(2099\) 1 final\/2 → .*nothing changes/s);
  });

  test('the file is recognised by its content, not by its name', async () => {
    const misnamed = join(dataDir, 'picture.png');
    writeFileSync(misnamed, readFileSync(lighthousePath('act')));
    const run = await importing(misnamed, 'agreement', '--json');
    expect(JSON.parse(run.stdout)).toMatchObject({ format: 'formex', counts: { articles: 8 } });
  });

  test('table prints JSON and CSV, and writes to a file', async () => {
    const json = await trilogue(['table', reference, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      procedure: reference,
      columns: [{ role: 'proposal' }, { role: 'agreement' }],
    });
    const out = join(dataDir, 'table.csv');
    const csv = await trilogue(['table', reference, '--format', 'csv', '--out', out]);
    expect(csv).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(out, 'utf8')).toMatch(/^number,kind,status,proposal citation/);
  });

  test('table --public leaves out what is marked, which the own table holds and says so', async () => {
    const database = new DatabaseSync(join(dataDir, 'trilogue.db'));
    const mark = database.prepare("update position set visibility = ? where role = 'proposal'");
    mark.run('limite');
    const form = async (...more: string[]) =>
      (await trilogue(['table', reference, '--format', 'json', ...more])).stdout;
    const [own, open] = [await form(), await form('--public')];
    mark.run('public');
    database.close();
    const rolesIn = (text: string) =>
      (JSON.parse(text) as { columns: { role: string }[] }).columns.map(({ role }) => role);
    expect(own).toContain('LIMITE – not for distribution');
    expect(rolesIn(own)).toContain('proposal');
    expect(open).not.toContain('LIMITE');
    expect(rolesIn(open)).not.toContain('proposal');
  });

  test('table writes Word, Excel and Akoma Ntoso, also into a pipe', async () => {
    for (const format of ['docx', 'xlsx', 'akn']) {
      const out = join(dataDir, `table.${format}`);
      const args = ['table', reference, '--format', format];
      const run = await trilogue([...args, '--out', out]);
      expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
      const start = format === 'akn' ? '<?xml version="1.0"' : 'PK';
      expect(readFileSync(out, 'latin1').slice(0, start.length)).toBe(start);
    }
    expect((await trilogue(['table', reference, '--format', 'akn'])).stdout).toMatch(
      /^<\?xml .*<\/akomaNtoso>\n$/s,
    );
    const script = `"$NODE" server/entry.js trilogue table '${reference}' --format docx | head -c 2`;
    const env = { ...process.env, NODE: process.execPath, DATA_DIR: dataDir, INIT_CWD: '' };
    expect((await promisify(execFile)('bash', ['-c', script], { env })).stdout).toBe('PK');
  });

  test.each(['docx', 'xlsx'] as const)('a terminal is not sent a .%s file', (format) => {
    expect(() => refuseTerminal(format, true)).toThrow(/--out, or send it into a pipe/);
    expect(() => refuseTerminal(format, false)).not.toThrow();
    expect(() => refuseTerminal('akn', true)).not.toThrow();
  });

  test.each(['docx', 'xlsx', 'akn'])(
    'table --public has no marked word in any byte: %s',
    async (format) => {
      const database = new DatabaseSync(join(dataDir, 'trilogue.db'));
      const mark = database.prepare("update position set visibility = ? where role = 'proposal'");
      const out = join(dataDir, `marked.${format}`);
      const form = async (...more: string[]) => {
        await trilogue(['table', reference, '--format', format, '--out', out, ...more]);
        return unpacked(readFileSync(out));
      };
      mark.run('limite');
      const [own, open] = [await form(), await form('--public')];
      mark.run('public');
      database.close();
      expect(own).toMatch(/LIMITE – not for distribution/);
      expect(own).toContain('COM(2099) 1 final');
      expect(open).not.toMatch(
        /LIMITE|COM\(2099\) 1 final|Commission proposal<|European Commission"/,
      );
      expect(open).toContain('Lighthouse Act');
    },
  );

  test('align prints what stands in each row, and how surely', async () => {
    const run = await trilogue(['align', reference, '--json']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const { procedure, rows } = JSON.parse(run.stdout);
    expect(procedure).toBe(reference);
    const [title] = rows;
    expect(Object.keys(title)).toEqual(['number', 'matches']);
    expect(title.matches[0]).toEqual({
      column: 'proposal',
      citations: ['Title'],
      score: null,
      confirmed: false,
    });
    const inWords = await trilogue(['align', reference]);
    expect(inWords.stdout).toMatch(/^1 {2}Commission proposal Title(?: ·|$)/m);
  });

  test('procedures lists what is kept', async () => {
    const listed = await trilogue(['procedures', '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { procedure: reference, title: 'Lighthouse Act', visibility: 'workspace' },
    ]);
    expect((await trilogue(['procedures'])).stdout).toContain('Lighthouse Act');
  });

  test('create-owner makes the first account, and only the first', async () => {
    const args = ['create-owner', '--name', 'Ada Keeper', '--email', 'ada@example.org'];
    const env = { TRILOGUE_PASSWORD: 'lamp oil and long nights' };
    expect(await trilogue(args, env)).toMatchObject({ status: 0, stderr: '' });
    const second = await trilogue(args, env);
    expect(second).toMatchObject({ status: 1, stdout: '' });
    expect(second.stderr).toContain('has an owner already');
  });

  test('migrate says when there is nothing to do', async () => {
    expect(await trilogue(['migrate'])).toMatchObject({
      status: 0,
      stdout: 'The schema is the newest already.\n',
    });
  });

  test.each([
    ['a procedure that is not kept', ['2001/0001(COD)'], /No procedure 2001\/0001\(COD\) is kept/],
    [
      'a file that cannot be written',
      [reference, '--out', '/no/such/folder/t.json'],
      /cannot be written \(ENOENT\)/,
    ],
  ])('table tells %s in one line', async (_name, args, sentence) => {
    const run = await trilogue(['table', ...args, '--format', 'json']);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a database that does not answer is told in one line', async () => {
    const run = await trilogue(['procedures'], { DATABASE_URL: 'postgres://x@127.0.0.1:9/none' });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/^DATABASE_URL cannot be used: .*\n$/);
  });

  test('a reader that closes the pipe early ends it quietly', async () => {
    const script = `"$NODE" server/entry.js trilogue table '${reference}' --format csv | head -c 10`;
    const env = { ...process.env, NODE: process.execPath, DATA_DIR: dataDir, INIT_CWD: '' };
    const { stderr } = await promisify(execFile)('bash', ['-o', 'pipefail', '-c', script], { env });
    expect(stderr).toBe('');
  });

  test.each([
    ['a file that is not there', ['import', 'no-such-file.xml'], /no file at .*no-such-file\.xml/],
    ['a folder', ['import', tmpdir()], /is a folder\. Name one file in it/],
    ['a file that is no act', ['import', 'package.json'], /^Expected an act/],
  ])('an error goes to stderr with status 1: %s', async (_name, args, sentence) => {
    const run = await trilogue([...args, '--procedure', reference, '--role', 'council', '--json']);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a reference that cannot be one is refused with an example', async () => {
    const args = ['import', lighthousePath('act'), '--procedure', 'DMA', '--role', 'agreement'];
    const run = await trilogue(args);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain('2016/0295(COD)');
  });

  test('a table that is not kept is an error', async () => {
    const run = await trilogue(['table', '2099/0404(COD)', '--format', 'json']);
    expect(run).toMatchObject({ status: 1, stdout: '' });
  });

  test('a wrong setting is one sentence', async () => {
    const run = await trilogue(['procedures'], { DATABASE_URL: 'mysql://here' });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toMatch(/^DATABASE_URL must be/);
  });

  test.each([
    ['no command', []],
    ['a command that there is not', ['export']],
    ['no role', ['import', 'a.xml', '--procedure', reference]],
    ['a role that there is not', ['import', 'a.xml', '--procedure', reference, '--role', 'senate']],
    ['a format that there is not', ['table', reference, '--format', 'xml']],
    ['an option that there is not', ['procedures', '--jsn']],
  ])('wrong usage has status 2 and prints nothing on stdout: %s', async (_name, args) => {
    const run = await trilogue(args);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).not.toBe('');
  });

  test('invite prints the link and nothing else; with several workspaces one is named', async () => {
    const env = { ORIGIN: 'https://trilogue.example' };
    const invite = (...args: string[]) => trilogue(['invite', ...args, '--role', 'owner'], env);
    const run = await invite('dora@example.org');
    expect(run.stdout).toMatch(/^https:\/\/trilogue\.example\/invitation\/[\w-]{43}\n$/);
    expect(run.stderr).toMatch(/^For dora@example\.org, once, until \d+ \w+ \d{4}:/);
    expect(await invite('dora@example.org')).toMatchObject({ status: 1, stdout: '' });

    await trilogue(['found-workspace', 'Lighthouses']);
    const unclear = await invite('emil@example.org');
    expect(unclear).toMatchObject({ status: 1, stdout: '' });
    expect(unclear.stderr).toContain('“Workspace”, “Lighthouses”. Name one with --workspace.');
    const named = await invite('emil@example.org', '--workspace', 'Lighthouses');
    expect(named.stdout).toContain('/invitation/');
    const noRole = await trilogue(['invite', 'finn@example.org', '--role', 'viewing'], env);
    expect(noRole).toMatchObject({ status: 2, stdout: '' });
    expect(noRole.stderr).toContain('one of owner, editor, suggester, commenter, reader');
    const to = ['--role', 'reader', '--workspace', 'Lighthouses'];
    const reader = await trilogue(['invite', 'finn@example.org', ...to], env);
    expect(reader.stdout).toContain('/invitation/');
    const wrong = await invite('emil@example.org', '--workspace', 'Lighthouse');
    expect(wrong.stderr).toContain('There is no workspace of this name.');
  });

  test('help is no error', async () => {
    const run = await trilogue(['--help']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('create-owner');
  });

  test.skipIf(!postgresUrl)('works on PostgreSQL alike', async () => {
    const opened = await openPostgresForTest(postgresUrl ?? '');
    const url = new URL(postgresUrl ?? '');
    url.searchParams.set('options', `-c search_path=${opened.schema}`);
    const env = { DATABASE_URL: url.href };
    const args = ['import', lighthousePath('act'), '--procedure', reference, '--role', 'agreement'];
    const run = await trilogue([...args, '--json'], env);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const table = await trilogue(['table', reference, '--format', 'json'], env);
    expect(JSON.parse(table.stdout).rows.length).toBe(JSON.parse(run.stdout).rows.added);
    await opened.drop();
  });
});
