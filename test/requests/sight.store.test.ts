import { expect, test } from 'vitest';
import { beginning } from '../../src/requests/listing.ts';
import { mayNow } from '../../src/requests/load.ts';
import { sightOf } from '../../src/requests/sight.ts';
import { useDatabase } from '../support/database.ts';
import { ask, NOW, openTwoOffices } from '../support/two-offices.ts';

const data = useDatabase();

test('what the database may look among is what the table of permissions lets somebody see', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const names = ['ana', 'ben', 'fay', 'lee', 'devon', 'maria', 'sam', 'hana', 'ada'];
  const people = await Promise.all(names.map(actor));
  await store.transaction(async (tx) => {
    const agencies = await tx.people.agencies([1, 2]);
    const ids: number[] = [];
    for (const office of [1, 2])
      for (const holder of [null, ...people.map(({ person }) => person.id)])
        for (const asker of people.slice(0, 3)) {
          const id = await ask(tx, asker, { office, holder });
          await tx.requests.save(id, { agencyId: agencies[id % (agencies.length + 1)]?.id ?? null });
          ids.push(id);
        }
    const requests = await tx.requests.several(ids);
    for (const each of people) {
      const sight = await sightOf(tx, each, NOW);
      const { rows } = await tx.lists.page({ which: 'found', words: '', sight }, NOW, beginning, 100);
      const may: number[] = [];
      for (const request of requests) if (await mayNow(tx, each, 'see', request, NOW)) may.push(request.id);
      expect(rows.map(({ id }) => id).sort(), each.person.name).toEqual(may.sort());
    }
  });
});
