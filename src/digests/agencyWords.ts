import type { Block, Message } from '../chat/message.ts';
import { sayMonth } from '../figures/words.ts';
import { agencyFacts, EXPLAINED, sayAsked, sayOpen } from './agencyFacts.ts';
import { type AgencyMonth, isQuiet } from './agencyMonth.ts';

/** A month of an office's service to an agency, for whoever heads that agency. */

/** So many agencies come with their pictures: no chat takes a message of any length. */
const WITH_PICTURES = 2;
/** … and of so many all is said; of others a line each. */
const WHOLE = 6;

/** `months`: of each agency that they head, all of one office and one month. */
export function agencyDigest(months: readonly [AgencyMonth, ...AgencyMonth[]]): Message {
  const [first] = months;
  const title = `${sayMonth(first.month)}: ${first.office}`;
  const told = months.filter((each) => !isQuiet(each));
  const quiet = months.filter((each) => isQuiet(each));
  return {
    blocks: [
      { kind: 'heading', text: months.length === 1 ? `${title} for ${first.agency.name}` : title },
      ...told
        .slice(0, WHOLE)
        .flatMap((month): Block[] => [
          ...(months.length > 1 ? [{ kind: 'text' as const, text: [{ strong: month.agency.name }] }] : []),
          { kind: 'facts', facts: agencyFacts(month).map(({ label, value }) => ({ label, value: [value] })) },
          ...(told.length <= WITH_PICTURES ? month.charts.map((chart) => ({ kind: 'chart' as const, chart })) : []),
        ]),
      ...told.slice(WHOLE).map(
        (month): Block => ({
          kind: 'text',
          text: [{ strong: month.agency.name }, `: asked ${sayAsked(month)}; open now ${sayOpen(month)}`],
        }),
      ),
      ...(quiet.length > 0
        ? [
            {
              kind: 'text' as const,
              text: [`Nothing to tell of ${quiet.map(({ agency }) => agency.name).join(', ')}.`],
            },
          ]
        : []),
      { kind: 'small', text: [EXPLAINED] },
    ],
  };
}
