import { byChannel } from '../figures/channels.ts';
import { monthOf, spanOfMonth } from '../figures/months.ts';
import type { Office } from '../offices/office.ts';
import type { Row, Section } from '../page/view.ts';
import type { Tx } from '../store.ts';

/** On the page of satisfaction: by which chat people were asked, and how many answered, quarter by quarter. */

const QUARTERS = 4;

export async function channelSection(tx: Tx, office: Office, today: string, zone: string): Promise<Section[]> {
  const quarters = quartersTo(today);
  const spans = quarters.map(({ first }) => ({
    from: spanOfMonth(first, zone).from,
    to: spanOfMonth(monthOf(`${first}-01`, 2), zone).to,
  }));
  const asked = await tx.surveys.channels(office.id, spans);
  const rows = quarters
    .flatMap(({ name }, nth) =>
      byChannel(asked[nth] ?? []).map(
        (each): Row => ({
          cells: [
            ...[`${name}, ${each.name}`, each.invited, each.reminded, each.answered],
            ...[`${Math.round((100 * each.answered) / each.invited)}%`, each.elsewhere, each.declined],
          ],
        }),
      ),
    )
    .toReversed();
  if (rows.length === 0) return [];
  const columns = ['Asked', 'Reminded', 'Answered', 'Of those asked', 'In another chat', 'Declined'];
  const title = `${office.name}: by which chat they were asked`;
  return [
    {
      kind: 'table',
      table: {
        ...{ name: `chats-${office.code}`, title, empty: '', rows },
        columns: [{ name: 'Quarter and chat', key: true }, ...columns.map((name) => ({ name, end: true as const }))],
      },
    },
  ];
}

/** The one that runs and those before it: of each its first month ('YYYY-MM'). */
function quartersTo(today: string): { name: string; first: string }[] {
  const month = Number(today.slice(5, 7));
  const back = (month - 1) % 3;
  return Array.from({ length: QUARTERS }, (_, nth) => {
    const first = monthOf(today, -back - 3 * (QUARTERS - 1 - nth));
    return { name: `${first.slice(0, 4)} Q${Math.ceil(Number(first.slice(5)) / 3)}`, first };
  });
}
