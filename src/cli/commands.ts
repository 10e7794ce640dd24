import { didYouMean } from '../offices/didYouMean.ts';

/** A command of `npm run desk`: its arguments come without its name, and it answers with the exit code. */
export type Command = { summary: string; run: (args: string[]) => Promise<number> };

export type Output = { out: (line: string) => void; err: (line: string) => void };

/**
 * Runs the command that the arguments name. Answers with its exit code; 2 when there is no such command.
 */
export async function runCommand(commands: Record<string, Command>, args: string[], io: Output): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.err(usage(commands));
    return 2;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(usage(commands));
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    io.err(`There is no command "${name}"${didYouMean(name, Object.keys(commands))}\n\n${usage(commands)}`);
    return 2;
  }
  return command.run(rest);
}

function usage(commands: Record<string, Command>): string {
  const names = Object.keys(commands);
  const width = Math.max(...names.map((name) => name.length));
  return [
    'Liaison Desk, the command line',
    '',
    '  npm run -s desk -- COMMAND ...',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'COMMAND --help says more about one of them.',
  ].join('\n');
}
