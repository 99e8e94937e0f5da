/**
 * The way in for every command: `node server/entry.js launch --demo`. It is JavaScript, so that a
 * Node too old to run the rest can still say so.
 */
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Trilogue needs Node 24 or newer, but this is Node ${process.versions.node}. ` +
      'Start it through npm (npm start, npm run demo, npm run -s trilogue), which brings its own.',
  );
  process.exit(1);
}

const [program] = process.argv.splice(2, 1);
if (program !== 'launch' && program !== 'trilogue') {
  console.error(
    'Say what to start: node server/entry.js launch, or node server/entry.js trilogue.',
  );
  process.exit(2);
}
await import(`./${program}.ts`);
