import type { Office } from '../offices/office.ts';
import type { Tx } from '../store.ts';

/** The office with this code, or the only one. Undefined when there is none such, which is said. */
export async function theOffice(
  tx: Tx,
  code: string | undefined,
  { err }: { err: (line: string) => void },
): Promise<Office | undefined> {
  const all = await tx.offices.all();
  const codes = all.map((office) => office.code).join(', ');
  const found = code === undefined && all.length === 1 ? all[0] : all.find((office) => office.code === code);
  if (found) return found;
  if (all.length === 0) err('There is no office yet: import one first.');
  else if (code === undefined) err(`There are several offices: say which, with --office and one of ${codes}.`);
  else err(`There is no office "${code}"; there are ${codes}.`);
  return undefined;
}
