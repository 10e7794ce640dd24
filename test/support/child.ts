import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { built } from './built.ts';

/** A TypeScript program of the tests in a process of its own, which is spoken to in lines. */
export type Child = {
  readonly pid: number;
  /** The next line that it writes to standard output; undefined when there will be none. */
  line(): Promise<string | undefined>;
  send(line: string): void;
  /** Its exit code, when it has ended; null if a signal ended it. */
  readonly exit: Promise<number | null>;
  /** Ends its standard input and waits for its exit code. */
  end(): Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
};

/**
 * Starts `file` with `args`. What it writes to standard error is shown. It is killed when this process ends; where this
 * process is itself killed, only the end of its standard input tells it.
 */
export function startChild(file: string, ...args: string[]): Child {
  const started = spawn(process.execPath, [...built(file), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(started, 'exit').then(([code]) => code as number | null);
  started.stdin.on('error', () => {}); // it ended before it could read
  const lines = createInterface(started.stdout);
  const iterator = lines[Symbol.asyncIterator]();
  const killAtExit = (): boolean => started.kill('SIGKILL');
  process.once('exit', killAtExit);
  void exit.then(() => process.removeListener('exit', killAtExit));
  return {
    pid: started.pid ?? -1,
    line: async () => (await iterator.next()).value as string | undefined,
    send: (line) => void started.stdin.write(`${line}\n`),
    exit,
    end() {
      started.stdin.end();
      return exit;
    },
    async kill(signal) {
      started.kill(signal);
      await exit;
    },
  };
}
