import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyChains } from '../../src/records/verify.ts';
import { useDatabase } from '../support/database.ts';
import { dumpAll, whereIs } from '../support/dump.ts';
import { openStory, type Story } from '../support/story.ts';
import { recordRules } from './office.ts';

const data = useDatabase();

/** Words that nobody else writes; no stem of English is shorter. */
function wordsOf(seed: number) {
  const written: string[] = [];
  const word = (): string => {
    const nth = written.length;
    const made = `zq${[...`${seed * 100 + nth}`].map((digit) => 'bdgkmpvxzt'[Number(digit)]).join('')}xu`;
    written.push(made);
    return made;
  };
  return { written, word };
}

const idOf = (story: Story, name: string): Promise<string> =>
  story.store.transaction(async (tx) => {
    const all = await tx.people.everybody(100);
    return String(all.find(({ person }) => person.name.startsWith(name))?.person.id);
  });

/** Whoever works on it opens it and presses; where that is not theirs by then, nothing follows. */
async function works(story: Story, label: string, values: Record<string, string>, who = 'lee'): Promise<void> {
  const person = story.person(who);
  await person.says('R-1001');
  await person.presses(label, values).catch((error: Error) => {
    if (!error.message.includes('sees no button')) throw error;
  });
}

/** What people may do with a request of Ana's, each with words of its own. */
const deeds: Record<string, (story: Story, word: () => string) => Promise<unknown>> = {
  urgent: (story, word) => works(story, 'Mark urgent', { reason: `Ice ${word()}` }, 'ana'),
  reply: (story, word) => works(story, 'Reply', { text: `No ${word()}` }),
  note: (story, word) => works(story, 'Note', { text: `Inside ${word()}` }),
  'ask agency': (story, word) => works(story, 'Ask the agency', { text: `How many ${word()}?` }),
  add: (story, word) => story.person('ana').says(`And another thing, ${word()}`),
  thread: async (story, word) => {
    const [first] = story.chat.seen('ana@state.example');
    await story.person('ana').says(`In the thread ${word()}`, { ...(first && { thread: first.sentId }) });
  },
  file: async (story, word) => {
    const [name, inside] = [word(), word()];
    story.chat.attached.set('f1', Buffer.from(`%PDF ${inside}`));
    const files = [{ ref: 'f1', name: `${name}.pdf`, type: 'application/pdf', size: 7 }];
    const [first] = story.chat.seen('ana@state.example');
    await story.chat.hand('ana@state.example', {
      ...{ kind: 'message', text: `See ${word()}`, address: 'ana@state.example', files },
      ...(first && { thread: first.sentId }),
    });
    await story.settle();
  },
  edit: async (story, word) => {
    await story.chat.hand('ana@state.example', { kind: 'edit', of: 'first', text: `Rather ${word()}` });
    await story.settle();
  },
  'hand over': async (story, word) =>
    works(story, 'Hand over', { person: await idOf(story, 'Devon'), reason: `Leave ${word()}` }),
  late: (story) => story.at('2026-06-02T18:00'),
  longer: (story, word) =>
    works(story, 'It will take longer', { day: '2026-06-04', time: '3 PM', reason: `The flood ${word()}` }),
};

const stories = fc.sample(
  fc.record({
    seed: fc.integer({ min: 1, max: 9_000 }),
    names: fc.shuffledSubarray(Object.keys(deeds), { minLength: 5 }),
    ends: fc.constantFrom('resolved', 'another way', 'withdrawn'),
  }),
  { numRuns: 6 },
);

test.each(stories)(
  'nothing is left in the database, and the record verifies: $names, $ends',
  async ({ seed, names, ends }) => {
    const { written, word } = wordsOf(seed);
    const story = await openStory(data.database, { office: { records: recordRules } });
    const [ana, ada, sam] = [story.person('ana'), story.person('ada'), story.person('sam')];
    await ana.says(`Do I need quotes for ${word()}?`, { key: 'first' });
    for (const name of names) await deeds[name]?.(story, word);
    // Who holds it by now does not matter: whoever supervises may end it.
    if (ends === 'withdrawn') await ana.presses('Withdraw', { reason: `Found it ${word()}` });
    else {
      await sam.says('R-1001');
      await sam.presses('Resolve', {
        outcome: ends === 'resolved' ? 'answered' : 'another way',
        text: `As you like ${word()}`,
        alternative: `Try ${word()}`,
      });
      await story.at('2026-06-15T11:00');
      await ana.presses('2 – Dissatisfied', { comment: `Slow ${word()}` });
    }
    expect(whereIs(await dumpAll(data.database), written).length).toBeGreaterThan(5);

    await story.at('2027-07-05T10:00');
    expect(ada.last()).toContain('1 request of Procurement Office have been kept');
    await ada.presses('See the list');
    await ada.presses('Destroy 1 request', { reason: 'The schedule was applied for 2027' });
    await story.sweep();

    expect(whereIs(await dumpAll(data.database), written)).toEqual([]);
    const findings: unknown[] = [];
    await story.store.transaction((tx) => verifyChains(tx.chain, (finding) => findings.push(finding)));
    expect(findings).toEqual([]);
  },
);
