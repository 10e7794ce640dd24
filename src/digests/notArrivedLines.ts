import { type DecideKind, few } from '../feature/digestPart.ts';
import type { LostContact } from '../offices/gaps.ts';
import { handSomePress, lookPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { hearAgainPress, leaveUnheardPress, notArrivedPress, sendAgainPress, setAsidePress } from './presses.ts';
import { type Failure, sayFailure } from './undelivered.ts';
import type { Unheard } from './unheard.ts';

/** What did not arrive, as whoever supervises reads it: each line with what helps. */

export type NotArrived = {
  officeId: number;
  office: string;
  zone: string;
  lost: readonly LostContact[];
  failures: readonly Failure[];
  unheard: readonly Unheard[];
};

/** What somebody wrote and nobody has. */
export const unheardLines = ({ officeId: office, unheard, zone }: Pick<NotArrived, 'officeId' | 'unheard' | 'zone'>) =>
  more(
    few(unheard, 'that could not be handled', ({ id: event, name, at, did }) => ({
      text: ['Nobody has what ', { strong: name }, ` ${did} on `, { when: at, zone }, ': I could not handle it.'],
      buttons: [
        hearAgainPress.button(`Try again what ${name} ${did}`, { office, event }),
        leaveUnheardPress.button(`Set aside what ${name} ${did}`, { office, event }),
      ],
    })),
    office,
  );

/** What was said to somebody and did not reach them; of those who answer and are not reached it stands in their line. */
export const failureLines = ({ officeId, failures, lost }: Pick<NotArrived, 'officeId' | 'failures' | 'lost'>) =>
  more(
    few(
      failures.filter((failure) => !lost.some(({ personId }) => isTo(failure, personId))),
      'not delivered',
      (failure) => ({
        requestId: failure.requestId,
        text: sayFailure(failure),
        buttons: buttonsFor(failure, officeId),
      }),
    ),
    officeId,
  );

function buttonsFor({ requestId, whom, upTo, to: [name = 'somebody'] }: Failure, office: number) {
  if (requestId !== null) return [lookPress.button(`Open ${requestRef(requestId)}`, { request: requestId })];
  if (!whom) return [];
  return [
    sendAgainPress.button(`Try ${name} again`, { office, ...whom, upTo }),
    setAsidePress.button(`Set aside for ${name}`, { office, ...whom, upTo }),
  ];
}

/** Those who answer and whom no chat reaches. */
export const lostLines = ({ officeId: office, lost, failures }: Pick<NotArrived, 'officeId' | 'failures' | 'lost'>) =>
  more(
    few(lost, 'who cannot be written to', ({ personId: person, name, role, reason }) => {
      const missed = failures.find((failure) => isTo(failure, person));
      const n = missed?.messages ?? 0;
      return {
        text: [
          { strong: name },
          `, ${role}, cannot be written to (${reason})${n > 0 ? ` and missed ${n === 1 ? 'a message' : `${n} messages`}` : ''}. Ask them to write to me, or give their work to somebody else.`,
        ],
        buttons: [
          sendAgainPress.button(`Try ${name} again`, { office, person, upTo: missed?.upTo }),
          ...(role === 'liaison' ? [handSomePress.button(`Hand some of ${name} over`, { office, person })] : []),
        ],
      };
    }),
    office,
  );

const isTo = ({ requestId, whom }: Failure, personId: number): boolean =>
  requestId === null && whom !== undefined && 'person' in whom && whom.person === personId;

const more = (kind: DecideKind, office: number): DecideKind => ({
  ...kind,
  more: notArrivedPress.button('Show what did not arrive', { office }),
});
