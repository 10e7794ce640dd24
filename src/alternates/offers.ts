import type { AlternateKind } from '../offices/alternateRules.ts';
import type { Office } from '../offices/office.ts';
import { type Actor, type Agency, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Offer } from './askWords.ts';
import { agenciesOf } from './who.ts';

/** What somebody may ask for: of which office, for which of their agencies. */
export type Choice = { office: Office; agency: Agency; kind: AlternateKind };

const wireOf = ({ office, agency, kind }: Choice): string => `${office.id} ${agency.id} ${kind.code}`;

export type Offered = { offers: Offer[]; choices: { value: string; label: string; choice: Choice }[] };

export async function offeredTo(tx: Tx, actor: Actor): Promise<Offered> {
  const found: Choice[] = [];
  const offers = new Map<number, Offer>();
  const agencyIds = agenciesOf(actor);
  for (const agencyId of agencyIds) {
    const agency = await tx.people.agency(agencyId);
    const offices = agency ? await tx.offices.serving([agencyId]) : [];
    const rules = await tx.alternates.rules(offices.map(({ id }) => id));
    for (const office of offices) {
      const its = rules.get(office.id);
      const kinds = its?.kinds.filter(({ agencies }) => !agencies || agencies.includes(agency?.code ?? '')) ?? [];
      if (!its || !agency || kinds.length === 0) continue;
      const { policy } = await tx.offices.rules(office);
      const known = offers.get(office.id)?.kinds ?? [];
      const more = kinds.filter(({ code }) => !known.some((each) => each.code === code));
      offers.set(office.id, {
        ...{ office: office.name, day: policy.businessDayMinutes, rules: its.rules },
        kinds: [...known, ...more],
      });
      found.push(...kinds.map((kind) => ({ office, agency, kind })));
    }
  }
  const several = { agencies: new Set(found.map(({ agency }) => agency.id)).size > 1, offices: offers.size > 1 };
  const choices = found.map((choice) => ({
    choice,
    value: wireOf(choice),
    label: [
      choice.kind.name,
      ...(several.agencies ? [choice.agency.name] : []),
      ...(several.offices ? [choice.office.name] : []),
    ].join(' · '),
  }));
  return { offers: [...offers.values()], choices };
}

/** Whether they may ask for one, or answer for an office that offers any. */
export async function isOffered(tx: Tx, actor: Actor): Promise<boolean> {
  const offices = [...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')];
  if ((await tx.alternates.rules(offices)).size > 0) return true;
  return agenciesOf(actor).length > 0 && (await offeredTo(tx, actor)).choices.length > 0;
}
