/**
 * The command line: what an administrator does without a browser. What went wrong is told on
 * stderr; the exit status is 1 for an error and 2 for a command that was not written rightly.
 */
import { Command, CommanderError, Option } from 'commander';
import { DomainError } from '#domain/errors.ts';
import { columnRoles } from '#domain/four-column.ts';
import { alignCommand } from './commands/align.ts';
import { createOwnerWithPassword, type NewOwner } from './commands/create-owner.ts';
import { importCommand } from './commands/import.ts';
import { foundWorkspaceCommand, inviteCommand } from './commands/invite.ts';
import { resetPasswordCommand } from './commands/reset-password.ts';
import { readRole, rolesOffered } from './commands/role-option.ts';
import { asOperator, withDatabase } from './commands/operator.ts';
import { proceduresCommand, tableCommand, tableFormats } from './commands/table.ts';
import { endWithReader, printed } from './commands/terminal.ts';
import { ConfigurationError } from './configuration-error.ts';

const program = new Command('trilogue')
  .description('Reads files into procedures, prints their tables, and looks after the database.')
  .exitOverride()
  .showHelpAfterError('Add --help to see how it is written.');

program
  .command('import <file>')
  .description('read a proposal, amendments or an act into a column of the four-column table')
  .requiredOption('--procedure <reference>', 'as in "2020/0374(COD)"; created if it is new')
  .addOption(
    new Option('--role <column>', 'the column that the text is for')
      .choices(columnRoles)
      .makeOptionMandatory(),
  )
  .option('--document <number>', 'as in "COM(2020) 842 final", where the file does not say')
  .option('--date <day>', 'as in 2020-12-15, where the file does not say')
  .option('--language <code>', 'the language that the column is in', 'en')
  .option('--dry-run', 'say what would happen, and store nothing')
  .option('--json', 'print one JSON value and nothing else')
  .action(importCommand);

program
  .command('table <reference>')
  .description('print the four-column table of a procedure')
  .addOption(
    new Option('--format <format>', 'docx is Word, xlsx is Excel, akn is Akoma Ntoso')
      .choices(tableFormats)
      .makeOptionMandatory(),
  )
  .option('--out <file>', 'write to a file instead; needed for Word and Excel without a pipe')
  .option('--round <number>', 'as a frozen round keeps it, by its number')
  .option('--public', 'leave out what is marked LIMITE, restricted or for the workspace')
  .action(tableCommand);

program
  .command('align <reference>')
  .description(
    'print which provisions stand in each row, how alike they are, and what is confirmed',
  )
  .option('--json', 'print one JSON value and nothing else')
  .action(alignCommand);

program
  .command('procedures')
  .description('list the procedures that are kept')
  .option('--json', 'print one JSON value and nothing else')
  .action(proceduresCommand);

program
  .command('create-owner')
  .description('make the first account; the password is asked for, or read from TRILOGUE_PASSWORD')
  .requiredOption('--name <name>')
  .requiredOption('--email <address>')
  .option('--password <password>', 'others on this machine may see it: better leave it out')
  .action(async (owner: NewOwner) => {
    const { name, email } = await asOperator((ctx) => createOwnerWithPassword(ctx, owner));
    await printed(`${name} (${email}) can sign in now.`);
  });

program
  .command('invite <email>')
  .description('invite somebody into a workspace, and print the link to hand over')
  .addOption(new Option('--role <role>', rolesOffered).argParser(readRole).makeOptionMandatory())
  .option('--workspace <name>', 'needed where there are several')
  .action(inviteCommand);

program
  .command('reset-password <email>')
  .description('print a link by which somebody chooses a new password, to hand over')
  .action(resetPasswordCommand);

program
  .command('found-workspace <name>')
  .description('make a workspace without members; then invite its owner')
  .action(foundWorkspaceCommand);

program
  .command('migrate')
  .description('bring the database to the newest schema, as every start does')
  .action(async () => {
    const ran = await withDatabase(async ({ migrated }) => migrated);
    await printed(ran.length === 0 ? 'The schema is the newest already.' : ran.join('\n'));
  });

endWithReader();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = failed(error);
}

/** Tells what went wrong; answers with the exit status. */
function failed(error: unknown): number {
  // Commander has said what is wrong with the command, or has printed the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof DomainError || error instanceof ConfigurationError)
    console.error(error.message);
  else console.error(error);
  return 1;
}
