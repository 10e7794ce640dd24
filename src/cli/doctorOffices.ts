import { type Finding, note, ok, wrong } from '../chat/finding.ts';
import { checkCalendar, checkRoster } from '../offices/checkup.ts';
import { count } from '../offices/coverageWords.ts';
import type { Office } from '../offices/office.ts';
import { officeToday } from '../offices/officeToday.ts';
import { isStaffRole, type Role, staffRoles } from '../people/person.ts';
import { type ConnectedChat, isLost, type Unreached } from '../people/unreached.ts';
import type { Store, Tx } from '../store.ts';

/** As many as anybody reads; whoever wants all has another command. */
const MOST_NAMED = 5;
const EVERYBODY = 100_000;

/** Whether the time of each office is known for long enough. */
export const checkCalendars = (store: Store, now: Date): Promise<Finding[]> =>
  ofEach(store, async (tx, { id }) => {
    const { calendar, today } = await officeToday(tx, id, now);
    return checkCalendar(calendar.spec, today);
  });

/** Whether everybody has somebody who answers, in each office. */
export const checkRosters = (store: Store, now: Date): Promise<Finding[]> =>
  ofEach(store, (tx, office) => roster(tx, office, now));

async function roster(tx: Tx, office: Office, now: Date): Promise<Finding[]> {
  const { calendar, today } = await officeToday(tx, office.id, now);
  const { policy } = await tx.offices.rules(office);
  const agencies = await tx.people.agencies([office.id]);
  const everybody = (await tx.people.everybody(EVERYBODY)).filter(({ officeId }) => officeId === office.id);
  const staff = new Map(everybody.filter(({ role }) => isStaffRole(role)).map(({ person }) => [person.id, person]));
  const { assignments, absences } = await tx.people.duties(office.id, null, today);
  // What the report knows people by. Whoever is not active, or not of this office, answers for nobody.
  const email = (id: number | null): string | null => {
    const person = id === null ? undefined : staff.get(id);
    return person?.active ? (person.email ?? `${person.name} (${person.id})`) : null;
  };
  const codeOf = new Map(agencies.map(({ id, code }) => [id, code]));
  const lineOf = new Map(office.lines.map(({ id, code }) => [id, code]));
  const covered = {
    calendar: calendar.spec,
    lines: office.lines,
    agencies,
    people: [...staff.values()].map(({ id, name }) => ({ email: email(id) ?? '', name })),
    assignments: assignments.flatMap(({ agencyId, serviceLineId, liaisonId, backupId, from, until }) => {
      const liaison = email(liaisonId);
      const agency = codeOf.get(agencyId);
      if (liaison === null || agency === undefined) return [];
      const line = serviceLineId === null ? null : (lineOf.get(serviceLineId) ?? null);
      return [{ agency, line, liaison, backup: email(backupId), from, until }];
    }),
    absences: absences.flatMap(({ personId, from, until, coverId }) => {
      const person = email(personId);
      return person === null ? [] : [{ person, from, until, cover: email(coverId) }];
    }),
  };
  const having = (role: Role) => everybody.filter((each) => each.role === role && each.person.active).length;
  return checkRoster(
    { covered, policy, supervisors: having('supervisor'), administrators: having('administrator') },
    today,
  );
}

/** Whether those on whom promises depend can be written to. */
export async function checkReach(store: Store, chats: readonly ConnectedChat[]): Promise<Finding[]> {
  if (chats.length === 0)
    return [
      wrong('neither Slack nor Teams is connected, so the desk can write to nobody: see “Connect Slack” in the README'),
    ];
  const platforms = chats.map(({ platform }) => platform);
  const lostOf = async (roles: readonly Role[]): Promise<Unreached[]> =>
    (await store.transaction((tx) => tx.people.unreached({ roles, platforms }))).filter((one) => isLost(one, chats));
  const lost = await lostOf(staffRoles);
  const heads = await lostOf(['agency head']);
  const why = '“npm run -s desk -- unreached” says why, and what to do';
  const ofHeads =
    heads.length === 0
      ? []
      : [
          note(
            `no chat reaches ${count(heads.length, 'head of an agency', 'heads of agencies')}, so their months do not arrive: ${sayNames(heads, ({ person }) => person.name)}; ${why}`,
          ),
        ];
  if (lost.length === 0) return [ok('everybody who answers can be written to, as far as is known'), ...ofHeads];
  const says = `the desk cannot write to ${count(lost.length, 'person', 'people')} on whom promises depend: ${sayNames(lost, ({ person, role }) => `${person.name} (${role})`)}; ${why}`;
  return [lost.some(({ role }) => role !== 'administrator') ? wrong(says) : note(says), ...ofHeads];
}

function sayNames(all: readonly Unreached[], nameOf: (one: Unreached) => string): string {
  const named = all.slice(0, MOST_NAMED).map(nameOf);
  const more = all.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Each office by itself; where there are several, its name stands before what is said of it. */
async function ofEach(store: Store, check: (tx: Tx, office: Office) => Promise<Finding[]>): Promise<Finding[]> {
  const offices = await store.transaction((tx) => tx.offices.all());
  if (offices.length === 0)
    return [wrong('there is no office in the database yet: npm run -s desk -- import my-office/office.yaml')];
  const findings: Finding[] = [];
  for (const office of offices)
    for (const finding of await store.transaction((tx) => check(tx, office)))
      findings.push(offices.length === 1 ? finding : { ...finding, says: `${office.name}: ${finding.says}` });
  return findings;
}
