import type { ReviewRule } from '../../src/offices/reviewRules.ts';
import type { Story } from './story.ts';

/** Transportation is reviewed by the end of June; four weeks before is June 2. */
export const yearly: ReviewRule = {
  ...{ code: 'yearly', name: 'Yearly review', months: 12, firstDue: '2026-06-30', weeksAhead: 4, files: 2 },
  agencies: ['DOT'],
  sections: [
    {
      name: 'Spend',
      items: [
        { code: 'limit', words: 'Purchases above the limit went through this office.', of: 'agency' },
        { code: 'split', words: 'No purchase was split.', of: 'agency' },
      ],
    },
    {
      name: 'Contract files',
      items: [
        { code: 'quotes', words: 'Three quotes are in the file.', of: 'file' },
        { code: 'signed', words: 'The contract is signed.', of: 'file' },
      ],
    },
  ],
};

/** Somebody fills in a part of the first review: `s0` a section, `f1` a file. */
export async function fillPart(
  story: Story,
  who: string,
  part: string,
  values: Record<string, string>,
  { opened }: { opened?: Awaited<ReturnType<typeof openPart>> } = {},
) {
  const form = opened ?? (await openPart(story, who, part));
  const initial = form.fields.flatMap(({ name, initial: is }) => (is === undefined ? [] : [[name, is]]));
  const answer = await story.chat.submit(`${who}@state.example`, form, { ...Object.fromEntries(initial), ...values });
  await story.settle();
  return answer;
}

export async function openPart(story: Story, who: string, part: string) {
  const press = { name: 'fill review', about: `v2 review=1 part=${part}` };
  const answer = await story.chat.hand(`${who}@state.example`, { kind: 'press', press });
  if (answer.kind !== 'form') throw new Error(`no form: ${answer.kind}`);
  return answer.form;
}

/** Ana has asked before, so that somebody there is known to ask; then everything is filled in, with two findings. */
export async function fillAll(story: Story): Promise<void> {
  const lee = story.person('lee');
  await lee.presses('Name the files', { files: 'PO 1\nPO 2' });
  await fillPart(story, 'lee', 's0', {
    'outcome-split': 'minor',
    'words-split': 'Two orders of one day.',
    rest: 'fine',
  });
  await fillPart(story, 'lee', 'f1', { 'outcome-quotes': 'major', 'words-quotes': 'Two are missing.', rest: 'fine' });
  await fillPart(story, 'lee', 'f2', { 'outcome-quotes': 'not applicable', rest: 'fine' });
}

export async function personId(story: Story, name: string): Promise<string> {
  const ids = Array.from({ length: 40 }, (_, n) => n + 1);
  const all = await story.store.transaction((tx) => tx.people.named(ids));
  return String([...all.values()].find((each) => each.name === name)?.id);
}

/** It is finished, and Ana answers what was found. */
export async function finish(story: Story): Promise<void> {
  await fillAll(story);
  const lee = story.person('lee');
  await lee.presses('Finish', { summary: 'Thank you.', owner: await personId(story, 'Ana Ruiz'), due: '2026-07-10' });
  await lee.presses('Send the result');
}
