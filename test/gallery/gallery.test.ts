import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { galleryPage, plainOf } from '../../gallery/draw.ts';
import { everySample as samples } from '../../gallery/everySample.ts';

const root = resolve(import.meta.dirname, '../..');
const files = [
  'src/requests/words',
  'src/escalations',
  'src/surveys',
  'src/voice',
  'src/announcements',
  'src/meetings',
  'src/answers',
  'src/reviews',
  'src/alternates',
  'src/listening',
  'src/officeHours',
  'src/actions',
  'src/training',
  'src/coverage',
  'src/closures',
  'src/holidays',
  'src/policies',
  'src/reports',
  'src/pulse',
  'src/sessions',
  'src/signIn',
  'src/digests',
  'src/officer',
  'src/doors',
].flatMap((folder) =>
  readdirSync(join(root, folder), { encoding: 'utf8' })
    .filter((name) => folder.endsWith('/words') || /words\.ts$/iu.test(name))
    .map((name) => join(root, folder, name)),
);
/** Parts of sentences, which stand in the messages. */
const pieces = [
  'sayHolder',
  'wordsOf',
  'sayBefore',
  'beforeFacts',
  'namedAt',
  'saidLonger',
  'saidTooLate',
  'movedOffice',
  'changedTopic',
  'sayMonth',
  'announcedBody',
  'answerBlocks',
  'helpedButtons',
  'joinable',
  'joinButtons',
  'keepButtons',
  'sayStanding',
  'titleOf',
  'emptyOf',
  'unreadLine',
  'draftLine',
  'soonRow',
  'unsaidLine',
  'didNotTakePlace',
  'stillToDo',
  ...['plural', 'sayFound', 'sayCounts', 'saySaid', 'findings', 'summaryOf', 'findingButtons', 'titles', 'sayProgress'],
  ...['sayResult', 'nameOf', 'outcomeField', 'wordsField', 'chosenOf'],
  ...['overdueFinding', 'waitingAnswer', 'finishedInMonth', 'latestResult'],
  'sayWhen',
  'saySeats',
  'sayEntry',
  'countPeople',
  'offeredRow',
  'buttons',
  'leaderRow',
  'joinRow',
  'planButton',
  'sayUseful',
  'thinLine',
  'endsWhileOut',
  'roundToDecide',
  'overdueNeed',
  'votesOut',
  'doneInMonth',
  'trainedFact',
  'titleOf',
  'sayStanding',
  'sayWhoDecides',
  'saySpan',
  'saySpanShort',
  'application',
  'viewBlock',
  'reportRow',
  'sayReport',
  'listRow',
  'rulesOf',
  'offered',
  'thanked',
  'filesOf',
  'lateReportLine',
  'monthFacts',
  'sayState',
  'sayAction',
  'sayHours',
  'sayOut',
  'callOffButton',
  'slotValue',
  'slotLine',
  'slotsOfMonth',
  'seriesRows',
  'sayEnded',
  'askedAbout',
  'saidToReader',
  'sayPromise',
  'sayNumber',
  'sayRule',
  'sayAsked',
  'sayDecision',
  'askedBody',
  'tieOf',
  'needRow',
  'madeRows',
  'sayTimes',
  'asSentence',
  'smallPrint',
  'chooseAgency',
  'isOfSeveral',
  'otherAgency',
  'sayState',
  'readers',
  'folded',
  'quoteOf',
  'exchange',
  'soFar',
  'sayFiles',
  'sayChanged',
  'showAll',
  'newsSince',
  'happened',
  'promises',
  'isOutdated',
  'context',
  'listed',
  'sentOn',
  'placedOn',
  'customer',
  'saved',
  'saidToCheckIn',
  'saidNamed',
  'nameLiaisonButton',
  'withSettings',
  'sayHeld',
  'titleOfDue',
  'destroyButton',
  'sayConfirmed',
];

describe('the gallery', () => {
  test('shows every message and every form', async () => {
    const shown = new Set([...samples.map(({ of }) => of), ...pieces]);
    const missing: string[] = [];
    for (const file of files)
      for (const [name, value] of Object.entries((await import(file)) as object))
        if (typeof value === 'function' && !shown.has(name)) missing.push(`${file.slice(root.length + 1)}: ${name}`);
    expect(missing).toEqual([]);
  });

  test('is what is said: whoever changes a sentence reads it here', async () => {
    const text = samples.map((sample) => `== ${sample.when} (${sample.of}, ${sample.reader})\n${plainOf(sample)}\n`);
    await expect(text.join('\n')).toMatchFileSnapshot('said.txt');
  });

  test('is drawn whole, without a block that it does not know', async () => {
    const page = String(await galleryPage(samples));
    expect(page).not.toContain('{&quot;type');
    expect(page.match(/<section>/gu)).toHaveLength(samples.length);
  });

  test('speaks as people do: no words of machines, no passive promise', () => {
    const words = samples.map(plainOf).join('\n');
    for (const stiff of [
      /is awaited/u,
      /it is to be/iu,
      /was to be/iu,
      /runs on once/u,
      /^Done\.$/mu,
      /clock stands still/u,
    ])
      expect(words).not.toMatch(stiff);
  });
});
