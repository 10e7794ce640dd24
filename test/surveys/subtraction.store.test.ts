import fc from 'fast-check';
import { expect, test } from 'vitest';
import { people, surveys } from '../../db/schema.ts';
import { countedOfPeople } from '../../src/figures/counted.ts';
import { SMALLEST_GROUP } from '../../src/figures/satisfaction.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const START = Date.parse('2026-06-01T00:00:00Z');
const HOUR = 3_600_000;
const later = (hours: number): Date => new Date(START + hours * HOUR);

const hour = fc.integer({ min: 0, max: 40 * 24 });
const answers = fc.array(fc.record({ hour, nameless: fc.boolean(), own: fc.boolean() }), { maxLength: 60 });
/** Digests of a day, a week or a month, at any hour: *Show me one now*. */
const reports = fc.array(fc.record({ hour, days: fc.constantFrom(1, 7, 30) }), { minLength: 2, maxLength: 7 });

test('no reports, put together or taken from one another, leave fewer than five answers without a name', async () => {
  const story = await openStory(data.database);
  await story.person('ana').asks('May I buy a drone?');
  const { db } = data.database;
  const everybody = await db.select().from(people);
  const idOf = (name: string): number => everybody.find((person) => person.name === name)?.id ?? 0;
  const [lee, devon, ana] = [idOf('Lee Park'), idOf('Devon Clark'), idOf('Ana Ruiz')];
  const agencies = await story.store.transaction((tx) => tx.people.agencies([1]));
  const dot = agencies.find(({ code }) => code === 'DOT')?.id ?? 0;
  await fc.assert(
    fc.asyncProperty(answers, reports, async (given, asked) => {
      await db.delete(surveys);
      // Each rating is a number of its own: so it can be seen which are counted.
      const rows = given.map(({ hour: at, nameless, own }, n) => ({
        ...{ officeId: 1, requestId: 1001, personId: ana, liaisonId: own ? lee : devon, nameless, rating: 1_000 + n },
        ...{ resolvedAt: new Date(START - (n + 1) * HOUR), askedAt: later(at), ratedAt: later(at) },
      }));
      if (rows.length > 0) await db.insert(surveys).values(rows);
      const nameless = new Set(rows.flatMap((row) => (row.nameless ? [row.rating] : [])));
      // Of the office, of one liaison there, and both put side by side: somebody may be supervisor and liaison.
      const counted = await story.store.transaction(async (tx) => {
        const all: number[][] = [];
        // Side by side: somebody may be supervisor and liaison.
        const each = [null, lee, devon].flatMap((liaisonId) => asked.map((report) => ({ liaisonId, ...report })));
        for (const { liaisonId, hour: at, days } of each) {
          const [from, to] = [later(at - days * 24), later(at)];
          const span = { from, to, until: to, today: '2026-06-01' };
          const found = [(await tx.digests.facts(1, span, liaisonId)).ratings];
          // As “desk surveys” counts it, and writes it to a file.
          if (liaisonId === null) found.push((await tx.surveys.answers(1, { from, to })).map(({ rating }) => rating));
          // As pictures show it: the weeks before it, too.
          const weeks = [0, 7, 14].map((back) => ({ from: later(at - (back + 7) * 24), to: later(at - back * 24) }));
          if (liaisonId === null)
            found.push(...(await tx.surveys.given(1, [{ from, to }, ...weeks])).map(({ ratings }) => ratings));
          // As whoever heads the agency, and supervises too, reads its month: in groups of people, of names alone.
          const ofAgency = await tx.surveys.named(1, dot, to);
          if (liaisonId === null) found.push(...countedOfPeople([{ from, to }], ofAgency));
          all.push(...found.filter(({ length }) => length >= SMALLEST_GROUP));
        }
        return all;
      });
      // Answers that are in the same reports cannot be told apart, by no sum and no difference.
      const alike = new Map<string, number>();
      for (const rating of nameless) {
        const seen = counted.map((report) => report.includes(rating)).join();
        if (seen.includes('true')) alike.set(seen, (alike.get(seen) ?? 0) + 1);
      }
      for (const size of alike.values()) expect(size).toBeGreaterThanOrEqual(SMALLEST_GROUP);
    }),
    // Each try is many reads: shrinking would take minutes.
    { numRuns: 12, endOnFailure: true },
  );
});
