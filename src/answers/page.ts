import { sayDate } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import { type Row, type Section, type Table, way } from '../page/view.ts';
import { type Actor, worksAs } from '../people/person.ts';
import { questionWords } from '../requests/questionWords.ts';
import type { Tx } from '../store.ts';
import { isInUse, type NamedAnswer } from './answer.ts';
import { answersOf, mayOf, readWhich } from './deeds.ts';
import { readServed, usualResolution } from './measured.ts';
import { newAnswerPress } from './presses.ts';
import { saySaved, sayServed } from './saved.ts';
import type { ServedOf } from './store.ts';
import { answerFor } from './who.ts';
import { emptyOf, one, sayStanding, titleOf, type Which } from './words.ts';

/** On the desk's own page: all that is kept, narrowed by where it stands, and one with its uses. */

const LISTED = 50;
const MOST_IN_FILE = 5_000;
const DAYS = 90;

const filters: readonly { which: Which; label: string }[] = [
  { which: 'all', label: 'All' },
  { which: 'in use', label: 'In use' },
  { which: 'waiting', label: 'Waiting for approval' },
  { which: 'ending', label: 'Ending soon' },
  { which: 'ended', label: 'Ended' },
  { which: 'withdrawn', label: 'Withdrawn' },
];

export const answersPage: Page = {
  path: 'answers',
  label: 'Answers',
  goesDeeper: true,
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor'),
  async open(tx, { rest, query, whole }, { actor, now }) {
    if (rest !== '') return openOne(tx, actor, /^[1-9]\d{0,8}$/u.test(rest) ? Number(rest) : 0, now);
    const which = readWhich(query.get('which'));
    const words = query.get('words')?.trim() ?? '';
    const sought = questionWords(words);
    const of = await answersOf(tx, actor, now, { which, ...(sought.length > 0 && { words: sought }) });
    if (!of) return undefined;
    const found = await tx.answers.list(of, whole ? MOST_IN_FILE : LISTED);
    const count = await tx.answers.count(of);
    const fresh = newAnswerPress.button('New answer', {}, 'primary');
    const sections: Section[] = [
      { kind: 'message', message: { blocks: [{ kind: 'buttons', buttons: [fresh] }] } },
      { kind: 'search', label: 'Find by words', name: 'words', value: words, to: 'answers' },
      {
        kind: 'filters',
        title: 'Which',
        filters: filters.map((each) => ({
          label: each.label,
          to: way('answers', { which: each.which === 'all' ? undefined : each.which, words }),
          chosen: each.which === which,
        })),
      },
      ...(await measured(tx, of.officeIds, now)),
      { kind: 'table', table: tableOf(found, count, which, of.today) },
    ];
    return { title: 'Answers', sections };
  },
};

const tableOf = (found: readonly NamedAnswer[], count: number, which: Which, today: string): Table => ({
  ...{ name: 'answers', title: titleOf(which), empty: emptyOf(which) },
  ...(count > found.length && { count: `${found.length} of ${count.toLocaleString('en-US')}` }),
  columns: [
    { name: 'Question', key: true, wide: true },
    { name: 'Answer', wide: true },
    ...['Topic', 'Belongs to', 'Good until', 'State'].map((name) => ({ name })),
    ...['Found for', 'Offered', 'Used', 'It answered'].map((name) => ({ name, end: true as const })),
  ],
  rows: found.map((answer): Row => {
    const { question, answer: text, line, owner, validUntil, uses } = answer;
    const day = sayDate(validUntil, today);
    const isOver = answer.state === 'approved' && !isInUse(answer, today);
    return {
      cells: [
        { words: question, to: `answers/${answer.id}` },
        text,
        line ?? 'All topics',
        owner,
        isOver ? { words: `${day}, over`, late: true } : day,
        sayStanding(answer, today),
        ...[uses.suggested, uses.offered, uses.used, uses.helped],
      ],
    };
  }),
});

/** What they have saved in the last days, by office. */
async function measured(tx: Tx, officeIds: readonly number[], now: Date): Promise<Section[]> {
  const from = new Date(now.getTime() - DAYS * 86_400_000);
  const lines: string[] = [];
  for (const officeId of officeIds) {
    const said = await sayMeasured(tx, { officeId, from, to: now, answerId: null, lineId: null }, now);
    if (said === undefined) continue;
    const { name } = await tx.offices.one(officeId);
    lines.push(officeIds.length > 1 ? `${name}: ${said}` : said);
  }
  return lines.length === 0
    ? []
    : [{ kind: 'message', message: { blocks: lines.map((line) => ({ kind: 'text' as const, text: [line] })) } }];
}

async function sayMeasured(
  tx: Tx,
  { lineId, ...of }: ServedOf & { lineId: number | null },
  now: Date,
): Promise<string | undefined> {
  const served = await readServed(tx, of);
  if (served.suggested === 0) return undefined;
  const saved = saySaved(served, await usualResolution(tx, { ...of, lineId }, now));
  return `In the last ${DAYS} days ${[sayServed(served), ...(saved ? [saved] : [])].join('; ')}.`;
}

async function openOne(tx: Tx, actor: Actor, id: number, now: Date) {
  const found = id === 0 ? undefined : await answerFor(tx, actor, id, { action: 'see', now });
  if (!found) return undefined;
  const { answer, here } = found;
  const message = one(answer, { office: here.office.name, today: here.today, may: mayOf(actor, answer) });
  // The page has the title already.
  const blocks = message.blocks.filter(({ kind }) => kind !== 'heading');
  const from = new Date(now.getTime() - DAYS * 86_400_000);
  const of = { officeId: answer.officeId, from, to: now, answerId: id, lineId: answer.lineId };
  const said = await sayMeasured(tx, of, now);
  const more = said === undefined ? [] : [{ kind: 'small' as const, text: [said] }];
  return {
    title: answer.question,
    sections: [{ kind: 'message' as const, message: { blocks: [...blocks, ...more] } }],
  };
}
