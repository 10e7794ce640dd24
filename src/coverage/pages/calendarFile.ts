import { fileParts, writeCalendarFile } from '../../calendars/calendarFile.ts';
import { readCalendarFile } from '../../calendars/readCalendarFile.ts';
import type { Taking } from '../../feature/taking.ts';
import { officesKept } from '../../offices/officeToday.ts';
import { worksAs } from '../../people/person.ts';

/** An office's calendar for Outlook and others: hours, holidays, closures, who is away and what is due. No words of anybody. */
export const calendarFile: Taking = {
  path: 'calendar',
  isFor: (actor) => worksAs(actor, 'supervisor', 'administrator'),
  async give({ store, actor, rest, now }) {
    const file = await store.transaction(async (tx) => {
      const own = (await officesKept(tx, actor, now())).find(({ office }) => String(office.id) === rest);
      return own && readCalendarFile(tx, own.office.id, { from: undefined, until: undefined }, now());
    });
    if (!file) return undefined;
    const text = writeCalendarFile(file, new Set(fileParts), now());
    return { name: `${file.office.code}.ics`, type: 'text/calendar; charset=utf-8', content: Buffer.from(text) };
  },
};
