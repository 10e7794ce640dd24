import { expect, test } from 'vitest';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { linkOf, openPage } from '../support/page.ts';

/** Whoever looks at the page in another year reads which year it was: in tables, and in what stands around them. */

const data = useDatabase();

test('what is due to be destroyed says in which year it ended, and so does a request of then', async () => {
  const { story, browser } = await openPage(data.database, { story: { office: { records: recordRules } } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need quotes?');
  await lee.says('R-1001');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  const look = async (who: string, path: string): Promise<string> => {
    const own = browser();
    await own(await linkOf(story, who), {});
    return (await own(path)).text;
  };
  expect(await look('ada', '/desk/records')).not.toContain(', 2026,');
  await story.at('2027-07-01T10:00');
  expect(await look('ada', '/desk/records?office=1&series=letters')).toContain('Jun 1, 2026,');
  expect(await look('lee', '/desk/requests/R-1001')).toContain('Jun 1, 2026,');
});
