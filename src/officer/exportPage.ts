import type { Page } from '../feature/page.ts';
import { type Section, way } from '../page/view.ts';
import { staffRoles, worksAs } from '../people/person.ts';
import { officesWithRecordsOf } from '../retention/keepers.ts';
import { exportForm } from './exportForm.ts';

/** Records are handed out from here, by those who look after them. */
export const exportPage: Page = {
  path: 'export',
  isFor: (actor) => worksAs(actor, ...staffRoles),
  isTheirs: async (tx, actor) => (await officesWithRecordsOf(tx, actor)).length > 0,
  async open(tx, { query }, { actor }) {
    const offices = await officesWithRecordsOf(tx, actor);
    const office = offices.find(({ id }) => String(id) === query.get('office')) ?? offices[0];
    if (!office) return undefined;
    const others: Section[] =
      offices.length < 2
        ? []
        : [
            {
              ...{ kind: 'filters', title: 'Offices' },
              filters: offices.map(({ id, name }) => ({
                ...{ label: name, to: way('export', { office: id }), chosen: id === office.id },
              })),
            },
          ];
    return {
      title: `Hand out records of ${office.name}`,
      sections: [
        ...others,
        {
          kind: 'message',
          message: {
            blocks: [
              {
                kind: 'text',
                text: [
                  'A package with each request and each record of the programme (announcements, meetings, reviews, training, listening rounds, alternate processes and what else there is) as HTML, PDF and JSON, their files as they came, and an index. Whoever gets it unpacks it and runs “sha256sum -c manifest-sha256.txt”. Without anything chosen it is all of the office. That you handed it out goes on the record.',
                ],
              },
            ],
          },
        },
        { kind: 'order', form: exportForm(await tx.people.agencies([office.id])), to: `records/${office.id}` },
      ],
    };
  },
};
