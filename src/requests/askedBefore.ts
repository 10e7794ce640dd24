import type { Office } from '../offices/office.ts';
import type { Tx } from '../store.ts';
import type { BeforeIt } from './facts.ts';
import { isSameQuestion, likeness, OFFERED, SUGGESTED } from './likeness.ts';
import { questionWords } from './questionWords.ts';

/** So many open questions of an agency are looked at, the newest. */
const OF_COLLEAGUES = 200;

type Asking = {
  office: Office;
  lineId: number;
  /** Where they are known to work; null: nobody has confirmed it. */
  agencyId: number | null;
  requesterId: number;
  text: string;
  /** The day in the office. */
  today: string;
};

/** What an office has answered to the like, and a colleague who has just asked the same. Found once, as it is asked. */
export async function findBefore(
  tx: Tx,
  { office, lineId, agencyId, requesterId, text, today }: Asking,
): Promise<BeforeIt | undefined> {
  const words = questionWords(text);
  if (words.length === 0) return undefined;
  const [{ rarity, found }, open] = await Promise.all([
    tx.answers.like({ officeId: office.id, lineId, words, today }),
    agencyId === null ? [] : tx.answers.colleagues({ officeId: office.id, agencyId, requesterId }, OF_COLLEAGUES),
  ]);
  const [best] = found
    .map((each) => ({ ...each, score: likeness(words, each.words, rarity) }))
    .filter(({ score }) => score >= SUGGESTED)
    .toSorted((a, b) => b.score - a.score || b.id - a.id);
  const answer = best && (await tx.answers.one(best.id));
  const colleague = open.find(({ question }) => isSameQuestion(words, questionWords(question)));
  if (!answer && !colleague) return undefined;
  return {
    answer: answer ? { ...answer, worded: String(answer.approvedAt?.getTime() ?? '') } : null,
    offered: best !== undefined && best.score >= OFFERED && office.answers?.offered === true,
    helped: false,
    colleague: colleague ? { ...colleague, agencyId, officeId: office.id } : null,
  };
}
