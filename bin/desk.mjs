/** Starts the command line: from the sources where tsx is installed, as in a checkout, else from what was built of them. */
import { existsSync } from 'node:fs';

const source = new URL('../src/cli/cli.ts', import.meta.url);
const built = new URL('../dist/src/cli/cli.js', import.meta.url);

function hasTsx() {
  try {
    import.meta.resolve('tsx/esm/api');
    return true;
  } catch {
    return false;
  }
}

if (existsSync(source) && hasTsx()) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('The desk is not built yet. Run: npm run build\n');
  process.exitCode = 1;
}
