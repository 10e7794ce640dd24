import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** A TypeScript program of the tests in a process of its own, which is spoken to in lines. */
export type Child = {
  readonly pid: number;
  readonly process: ChildProcess;
  /** The next line that it writes to standard output; undefined when there will be none. */
  line(): Promise<string | undefined>;
  send(line: string): void;
  /** Ends its standard input and waits for its exit code; null if a signal ended it. */
  end(): Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
};

/** Starts `file` with `args`. What it writes to standard error is shown. Ends with this process at the latest. */
export function startChild(file: string, ...args: string[]): Child {
  const started = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(started, 'exit');
  const lines = createInterface(started.stdout as NonNullable<typeof started.stdout>) as Interface;
  const iterator = lines[Symbol.asyncIterator]();
  const killAtExit = (): boolean => started.kill('SIGKILL');
  process.once('exit', killAtExit);
  exit.finally(() => process.removeListener('exit', killAtExit));
  return {
    pid: started.pid ?? -1,
    process: started,
    line: async () => (await iterator.next()).value as string | undefined,
    send: (line) => void started.stdin?.write(`${line}\n`),
    async end() {
      started.stdin?.end();
      return ((await exit) as [number | null])[0];
    },
    async kill(signal) {
      started.kill(signal);
      await exit;
    },
  };
}
