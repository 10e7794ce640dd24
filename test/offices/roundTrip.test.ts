import fc from 'fast-check';
import { expect, it } from 'vitest';
import { soundOffice } from './officeFolder.ts';
import { csvFiles, randomOffices } from './randomOffices.ts';

it('any roster written as CSV is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(randomOffices, async (office) => {
      const { agencies, people, assignments, absences } = await soundOffice(csvFiles(office));
      expect({ agencies, people, assignments, absences }).toEqual({
        agencies: office.agencies,
        people: office.people,
        assignments: office.assignments,
        absences: office.absences,
      });
    }),
    { numRuns: 150 },
  );
});
