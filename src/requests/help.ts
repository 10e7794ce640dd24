import type { HelpPart, Typable } from '../feature/help.ts';
import { isStaffRole, requesterships, worksAs } from '../people/person.ts';
import { officesOf } from './lists.ts';

const asking: readonly Typable[] = [
  { type: 'my requests', does: 'what you have asked, and how it stands' },
  { type: 'my resolved requests', does: 'what was answered' },
  { type: 'my liaison', does: 'who answers you' },
  { type: 'hours', does: 'when the office is open' },
];

/** Of somebody who works for an office such a text may be meant for anybody. */
const askingOnly: readonly Typable[] = [
  { type: 'any update?', does: 'how your requests stand; whoever has them sees that you ask' },
  { type: 'urgent', does: 'says of an open request that it cannot wait' },
  { type: 'cancel', does: 'closes an open request' },
  { type: 'talk to a human', does: 'who is there, by name; they see that you would like to talk' },
];

const answering: readonly Typable[] = [
  { type: 'my queue', does: 'what waits for you' },
  { type: 'late', does: 'what is late; also “due today”, “waiting”, “urgent”, each with the code of an agency' },
  { type: 'resolved', does: 'what was resolved' },
];

const supervising: readonly Typable[] = [
  { type: 'triage', does: 'what nobody has' },
  { type: 'at risk', does: 'what is due within four hours' },
  { type: 'escalated', does: 'what somebody was warned about' },
  { type: 'all open', does: 'everything that is open' },
];

const finding: readonly Typable[] = [
  { type: 'find salt', does: 'requests with this word' },
  { type: 'R-1042', does: 'one request, with all that was said' },
];

/** What may be typed about requests. */
export const requestsHelp: HelpPart = (actor) => {
  const asks = requesterships(actor).length > 0 || actor.memberships.length === 0;
  const answers = officesOf(actor).length > 0;
  return [
    ...(asks ? asking : []),
    ...(asks && !actor.memberships.some(({ role }) => isStaffRole(role)) ? askingOnly : []),
    ...(answers ? answering : []),
    ...(worksAs(actor, 'supervisor') ? supervising : []),
    ...(asks || answers ? finding : []),
  ];
};
