import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { RecordRules } from '../../src/offices/recordRules.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openOfficeHours, takes } from '../support/office-hours.ts';
import type { Seat } from '../support/story.ts';

/** Records of the programme are listed, held and destroyed by series, as requests are. */

const data = useDatabase();

const slots = { code: 'slots', name: 'Office hours', of: 'office_hours' as const, trigger: 'closed' as const };
const kept = { years: 1, disposition: 'destroy' as const, authority: 'GS 9-1' };
const records: RecordRules = { officer: null, series: [{ ...slots, ...kept }] };
const TENS = ['2026-06-02T14:00:00.000Z', '2026-06-02T14:30:00.000Z'] as const;

/** Ana of Transportation has been to Lee's office hours about salt, and about drones. */
async function open(rules: RecordRules = records) {
  const opened = await openOfficeHours(data.database, { office: { records: rules } });
  await takes(opened.ana, TENS[0], 'Road salt');
  await takes(opened.ana, TENS[1], 'Drones');
  const ada = opened.story.person('ada');
  return { ...opened, ada };
}
const about = async (): Promise<string[]> =>
  (await rows<{ about: string }>(data.database.db, sql`select about from office_hour_slots order by id`)).map(
    (row) => row.about,
  );
const holds = async (ada: Seat, kind: string, of: string) => {
  await ada.says('retention');
  return ada.presses('Set a hold', { kind, of, reason: 'Doe v. State' });
};

test('what is due is told once a month, listed, and goes when an administrator confirms it', {
  timeout: 120_000,
}, async () => {
  const { story, ada } = await open();
  await story.at('2027-06-02T10:00');
  expect(ada.sees().join('\n'), 'a year is not over').not.toContain('kept as long as');
  await story.at('2027-07-01T10:00');
  expect(ada.last()).toContain('2 slots of office hours of Procurement Office have been kept as long as');
  const list = await ada.presses('See the list');
  expect(list).toContain('Office hours: 2 slots of office hours due');
  expect(list).toContain('Slot of office hours 1 Road salt\n  Transportation · ');
  expect(await ada.presses('Destroy 2 slots of office hours', { reason: 'Applied' })).toContain(
    '2 slots of office hours will be gone',
  );
  expect(await ada.presses('Destroy 2 slots of office hours', { reason: 'Again' }), 'once').toBe(
    'Nothing of that series is due anymore.',
  );
  await story.sweep();
  expect(await about()).toEqual(['Content destroyed', 'Content destroyed']);
  await ada.says('retention');
  expect(ada.last()).toContain('Nothing is due to be destroyed.');
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.find(({ kind }) => kind === 'content destroyed')).toMatchObject({
    data: { authority: 'GS 9-1', reason: 'Applied', of: 'office_hours', records: [1, 2] },
  });
  await expect(
    data.database.db.execute(sql`update office_hour_slots set about = 'again' where id = 1`),
    'nothing is written in it any more',
  ).rejects.toThrow();
});

test.each([
  ['agency', 'DOT', 2],
  ['agency', 'AGR', 0],
  ['person', 'ana@state.example', 2],
  ['person', 'lee@state.example', 2],
  ['person', 'ben@state.example', 0],
  ['words', 'salt', 1],
] as const)('a hold on %s %s keeps %i of them', async (kind, of, held) => {
  const { story, ada } = await open();
  expect(await holds(ada, kind, of)).toContain('so are meetings, reviews and whatever else the programme keeps of it');
  await story.at('2027-07-01T10:00');
  await ada.says('retention');
  const said = held === 0 ? '' : `, ${held === 2 ? 'all' : held} held`;
  expect(ada.last()).toContain(`Office hours · 2 slots of office hours${said} · 1 year after it ends`);
  if (held < 2) {
    await ada.presses('See the list');
    await ada.presses(`Destroy ${2 - held} slot${held === 0 ? 's' : ''} of office hours`, { reason: 'Applied' });
    await story.sweep();
  }
  expect((await about()).filter((text) => text !== 'Content destroyed')).toHaveLength(held);
});

test('a hold that is set after it was confirmed keeps it, and whoever confirmed hears that', async () => {
  const { story, ada } = await open();
  await story.at('2027-07-01T10:00');
  await ada.presses('See the list');
  await ada.presses('Destroy 2 slots of office hours', { reason: 'Applied' });
  await holds(ada, 'words', 'drones');
  await story.sweep();
  expect(await about()).toEqual(['Content destroyed', 'Drones']);
  expect(ada.sees().join('\n')).toContain(
    'Office hours: 1 slot of office hours destroyed. 1 slot of office hours stayed',
  );
});

test('of several series of a kind the first that names the agency holds; others are kept', async () => {
  const { story, ada } = await open({
    officer: null,
    series: [
      { ...slots, ...kept, code: 'agr', name: 'Agriculture', agencies: ['AGR'] },
      { ...slots, ...kept, code: 'dot', name: 'Transportation', agencies: ['DOT'], years: 2 },
    ],
  });
  await story.at('2027-07-01T10:00');
  await ada.says('retention');
  expect(ada.last()).toContain('Nothing is due to be destroyed.');
});

test('where the file says otherwise by the time it would go, it is kept', async () => {
  const { story, ada } = await open();
  await story.at('2027-07-01T10:00');
  await ada.presses('See the list');
  await ada.presses('Destroy 2 slots of office hours', { reason: 'Applied' });
  const now = { records: { officer: null, series: [{ ...slots, ...kept, of: 'meetings' as const }] } };
  await story.store.transaction((tx) => importOffice(tx, storyOffice(now), story.now()));
  await story.sweep();
  expect(await about()).toEqual(['Road salt', 'Drones']);
});
