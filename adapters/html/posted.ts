import { randomUUID } from 'node:crypto';
import { LONGEST_TEXT, type Press } from '../../src/chat/message.ts';

/** What a page of ours posts back. */

/** A deed the page does not take, in words for the person who did it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  constructor(status: RefusalStatus, words: string) {
    super(words);
    this.status = status;
  }
}
export type RefusalStatus = 400 | 403 | 404 | 409 | 413 | 415 | 422 | 503;

/** A posted form, read name by name. Line ends are `\n`, as in all text of the desk; NUL is in no one's text. */
export type Posted = { text(name: string): string; all(name: string): string[] };

export function posted(data: FormData): Posted {
  const all = (name: string) =>
    data
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', ''));
  return { all, text: (name) => all(name)[0] ?? '' };
}

/** The form of a request, and of nothing else: what other sites can make a browser send without asking is refused. */
export const formOf = async (request: Request): Promise<Posted> => posted(await formDataOf(request));

/** The same, with its files. */
export async function formDataOf(request: Request): Promise<FormData> {
  if (
    !/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/iu.test(
      request.headers.get('content-type') ?? '',
    )
  )
    throw new Refusal(415, 'The page takes forms only. Nothing was sent; reload the page.');
  return request.formData().catch((error: unknown) => {
    throw error instanceof Refusal
      ? error
      : new Refusal(400, 'The form did not come whole. Nothing was sent; send it again.');
  });
}

/** All fields of a sent form, also those left empty. What its own marks call for is asked before the desk is. */
export function valuesOf(form: Posted): { values: Record<string, string>; missing: Record<string, string> } {
  const missing: Record<string, string> = {};
  const values: Record<string, string> = Object.create(null);
  for (const name of form.all('field')) {
    const label = form.text(`label.${name}`) || name;
    values[name] = form.all(`v.${name}`).join(','); // several for check-boxes alone
    refuseLong(values[name], `“${label}”`);
    if (values[name].trim() === '' && form.all('required').includes(name)) missing[name] = `Fill in “${label}”.`;
  }
  return { values: { ...values }, missing };
}

/** The keys of rows that were chosen belong behind what the press is about. */
export function pressOf(form: Posted): Press {
  const name = form.text('name');
  if (name === '') throw new Refusal(400, 'The page sent a button without a name. Reload the page.');
  const chosen = form.all('chosen');
  if (chosen.some((key) => !/^\w{1,40}$/u.test(key)))
    throw new Refusal(400, 'The page sent a choice that the desk cannot read. Reload the page.');
  return { name, about: `${form.text('about')}${chosen.join('.')}` };
}

/** Made by the page, once for each opening: sent again, it is the same deed. */
export function keyOf(form: Posted): string {
  // What is done with chosen rows only opens a form: whoever goes back and chooses others is to see theirs.
  if (form.all('chosen').length > 0) return randomUUID();
  const key = form.text('key').toLowerCase();
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key)) {
    throw new Refusal(400, 'The page sent no key for this. Reload the page and try again; nothing was taken.');
  }
  return key;
}

export function refuseLong(text: string, what: string): void {
  if (text.length <= LONGEST_TEXT) return;
  const count = text.length.toLocaleString('en-US');
  const most = LONGEST_TEXT.toLocaleString('en-US');
  throw new Refusal(
    413,
    `${what} has ${count} characters and the desk takes at most ${most}. Nothing was sent; shorten it or send it in parts.`,
  );
}
