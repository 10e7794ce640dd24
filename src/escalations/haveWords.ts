import type { Form } from '../chat/message.ts';
import { sayMomentAt } from '../chat/years.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { havePress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';

/** *I have this*: what whoever presses it is asked and told. */

export const haveForm = (
  { request }: RequestFacts,
  untils: readonly Date[],
  { zone, now, reason = null }: { zone: string; now: Date; reason?: string | null },
): Form => ({
  title: `I have ${requestRef(request.id)}`,
  intro: [
    {
      kind: 'text',
      text: ['Everybody who was warned sees that you have it, and nobody is reminded until then. It stays on record.'],
    },
  ],
  submit: 'I have this',
  press: havePress.to({ request: request.id }),
  fields: [
    {
      ...{ kind: 'choice', name: 'until', label: 'Until', required: true, initial: untils[0]?.toISOString() ?? '' },
      options: untils.map((until) => ({ value: until.toISOString(), label: sayMomentAt({ when: until, zone }, now) })),
    },
    {
      ...{ kind: 'line', name: 'reason', label: 'What are you doing about it?', required: true },
      hint: 'Your colleagues read this; the agency does not.',
      ...(reason !== null && { initial: reason }),
    },
  ],
});
