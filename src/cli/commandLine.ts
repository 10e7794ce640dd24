import { parseArgs } from 'node:util';
import { UsageError } from './dueOptions.ts';

type Kind = 'text' | 'flag';

/**
 * Reads "command FILE --option value --flag". @throws UsageError on what is not known, or a file too many or few.
 */
export function readFileAndOptions<Options extends Record<string, Kind>>(
  args: string[],
  options: Options,
): {
  file: string;
  options: { [Name in keyof Options]?: Options[Name] extends 'text' ? string : true };
  help: boolean;
} {
  const config = Object.fromEntries(
    Object.entries({ ...options, help: 'flag' }).map(([name, kind]) => [
      name,
      { type: kind === 'text' ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  const { values, positionals } = parse(args, config);
  const [file = '', ...more] = positionals;
  if (values.help) return { file, options: {}, help: true };
  if (file === '') throw new UsageError('name the office file, such as offices/sample/office.yaml');
  if (more.length > 0) throw new UsageError(`one office file at a time; what is "${more[0]}"?`);
  return {
    file,
    options: values as { [Name in keyof Options]?: Options[Name] extends 'text' ? string : true },
    help: false,
  };
}

function parse(args: string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
