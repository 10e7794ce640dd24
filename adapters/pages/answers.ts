import { type Form, LONGEST_TEXT } from '../../src/chat/message.ts';
import { type Posted, Refusal } from '../html/posted.ts';

/** What a posted form says of the page that it was on. */

/** The page to come back to: a path of ours with its query, and nothing that could lead elsewhere. */
export function backFrom(form: Posted): string {
  const at = form.text('at');
  return /^[\w./?&=%+~:@!$'()*,;-]{0,2000}$/u.test(at) ? at.replace(/^\/+/u, '') : '';
}

/**
 * A form as its page carries it, so that it can be drawn again with what was filled in and what was wrong. It comes from
 * the reader's own browser and is shown to them alone; what is done goes by the press.
 */
export const writeShape = ({ title, fields, submit }: Form): string => JSON.stringify({ title, fields, submit });

export function readShape(form: Posted): Pick<Form, 'title' | 'fields' | 'submit'> {
  const written = form.text('shape');
  try {
    const { title, fields, submit } = JSON.parse(written.length > LONGEST_TEXT ? '' : written);
    if (typeof title === 'string' && typeof submit === 'string' && Array.isArray(fields))
      return { title, fields, submit };
  } catch {
    // Said below.
  }
  throw new Refusal(400, 'The page sent a form that the desk cannot read. Nothing was sent; open the page again.');
}
