import { requestRef, sayRefs } from '../requests/request.ts';
import { alternateChanges } from './alternateChanges.ts';
import { answerChanges } from './answerRules.ts';
import { courseChanges } from './courseChanges.ts';
import type { CertificateSetup } from './courseRules.ts';
import { count } from './coverageWords.ts';
import { type Difference, isNothing, sayRole } from './difference.ts';
import type { ImportChoices, ImportPlan } from './importOffice.ts';
import { byCommand } from './importWays.ts';
import { meetingChanges } from './meetingChanges.ts';
import { sayPast, sayPolicyMoves } from './policyWords.ts';
import { recordChanges } from './recordChanges.ts';
import type { Doubt, Rename } from './renames.ts';
import { reviewChanges } from './reviewChanges.ts';
import type { LiveRequest } from './roster.ts';
import { calendarChanges, policyChanges } from './ruleChanges.ts';
import type { AbsenceSetup, AssignmentSetup, OfficeSetup, PersonSetup } from './setup.ts';
import { surveyChanges } from './surveyChanges.ts';

/** Of one kind of change so many are shown; the rest is counted. */
const SHOWN = 25;

function officeLines(before: NonNullable<Difference['office']>['before'], setup: OfficeSetup): string[] {
  if (!before) return [`+ ${setup.name}`];
  return [
    ...(before.name === setup.name ? [] : [`~ "${before.name}" → "${setup.name}"`]),
    ...(before.typingReplies === setup.typingReplies
      ? []
      : [`~ typed in the thread under a card: ${setup.typingReplies ? 'note → reply' : 'reply → note'}`]),
    ...(before.sendsEmptyDigests === setup.sendsEmptyDigests
      ? []
      : [`~ digests with nothing to say: ${setup.sendsEmptyDigests ? 'none → one line' : 'one line → none'}`]),
  ];
}

/** What an import would change, for a person to read before they say yes. */
export function differenceLines({ setup, stored, difference }: ImportPlan): string[] {
  const { office, lines, agencies, people, assignments, absences, certificates } = difference;
  const sayAgency = ({ agency, what }: (typeof agencies.added)[number]): string =>
    `${agency.code} ${agency.name}${what.length > 0 ? `: ${what.join(', ')}` : ''}`;
  const names = new Map([...stored.people, ...setup.people].map(({ email, name }) => [email, name]));
  const nameOf = (email: string): string => names.get(email) ?? email;
  const calendar = difference.calendar ? calendarChanges(stored.office?.calendar ?? null, setup.calendar) : [];
  const policy = difference.policy ? policyChanges(stored.office?.policy ?? null, setup.policy) : [];
  return [
    ...section('Office', office ? officeLines(office.before, setup) : []),
    ...section(
      'Calendar',
      calendar.map((change) => `~ ${change}`),
    ),
    ...section(
      'Promises for new requests',
      policy.map((change) => `~ ${change}`),
    ),
    ...section(
      'Surveys',
      difference.surveys ? surveyChanges(stored.office?.surveys ?? null, setup).map((change) => `~ ${change}`) : [],
    ),
    ...section(
      'Records',
      difference.records ? recordChanges(stored.office?.records ?? null, setup.records ?? null) : [],
    ),
    ...section(
      'Meetings',
      difference.meetings ? meetingChanges(stored.office?.meetings ?? [], setup.meetings ?? []) : [],
    ),
    ...section(
      'Answers',
      difference.answers ? answerChanges(stored.office?.answers ?? null, setup.answers ?? null) : [],
    ),
    ...section('Courses', difference.courses ? courseChanges(stored.courses, setup.courses ?? []) : []),
    ...section('Reviews', difference.reviews ? reviewChanges(stored.office?.reviews ?? [], setup.reviews ?? []) : []),
    ...section(
      'Alternate processes',
      difference.alternates
        ? alternateChanges(stored.office?.alternates ?? null, setup.alternates ?? null, setup.policy.businessDayMinutes)
        : [],
    ),
    ...section('Service lines', [
      ...shown(lines.added.map(({ name }) => `+ ${name}`)),
      ...shown(lines.changed.map(({ line, what }) => `~ ${line.name}: ${what.join(', ')}`)),
      ...shown(lines.removed.map(({ name }) => `- ${name}`)),
    ]),
    ...section('Agencies', [
      ...shown(agencies.added.map((each) => `+ ${sayAgency(each)}`)),
      ...shown(agencies.changed.map((each) => `~ ${sayAgency(each)}`)),
      ...shown(agencies.removed.map(({ code, name }) => `- ${code} ${name}`)),
    ]),
    ...section('People', [
      ...shown(people.renamed.map((each) => `~ ${sayRename(each)}`)),
      ...shown(people.added.map((person) => `+ ${sayPerson(person)}, ${sayRoles(person)}`)),
      ...shown(people.changed.map(({ person, what }) => `~ ${sayPerson(person)}: ${what.join(', ')}`)),
      ...shown(
        people.removed.map(
          (person) => `- ${sayPerson(person)}${person.leaves ? '' : ' (stays, by chat or another office)'}`,
        ),
      ),
    ]),
    ...section('Assignments', [
      ...shown(assignments.added.map((row) => `+ ${sayAssignment(row, nameOf)}`)),
      ...shown(assignments.removed.map((row) => `- ${sayAssignment(row, nameOf)}`)),
    ]),
    ...section('Absences', [
      ...shown(absences.added.map((row) => `+ ${sayAbsence(row, nameOf)}`)),
      ...shown(absences.removed.map((row) => `- ${sayAbsence(row, nameOf)}`)),
    ]),
    ...section('Certificates', [
      ...shown(certificates.added.map((row) => `+ ${sayCertificate(row, nameOf)}`)),
      ...shown(certificates.removed.map((row) => `- ${sayCertificate(row, nameOf)}`)),
    ]),
  ];
}

/** What a changed calendar does to open requests, and what will be done about it. */
export function movesLines({ moves }: ImportPlan, { keepPromises = false }: ImportChoices, ways = byCommand): string[] {
  if (!moves) return [];
  const { later, earlier, late, dated, unknown } = moves;
  if (later.length + earlier.length + dated.length + unknown.length === 0)
    return ['By this calendar no open request moves.'];
  const said = [
    ...(later.length > 0
      ? [`${count(later.length, 'open request')} ${later.length === 1 ? 'moves' : 'move'} later`]
      : []),
    ...(earlier.length > 0 ? [`${earlier.length} ${earlier.length === 1 ? 'moves' : 'move'} earlier`] : []),
    ...(dated.length > 0
      ? [`${dated.length} ${dated.length === 1 ? 'gets its' : 'get their'} due time, which the calendar did not reach`]
      : []),
    ...(late.length > 0 ? [`${late.length} ${late.length === 1 ? 'becomes' : 'become'} late (${sayRefs(late)})`] : []),
    ...(unknown.length > 0
      ? [`${unknown.length} would have no due time, since its year is not confirmed (${sayRefs(unknown)})`]
      : []),
  ];
  return [
    `By this calendar ${said.join(', ')}.`,
    keepPromises
      ? 'They keep the calendar they were promised by.'
      : `They move with it, and whoever was promised a time is told. To leave them as promised, ${ways.keepPromises}.`,
  ];
}

/** What other promises do, and what will be done about it. */
export function policyLines({ policy }: ImportPlan, { openToo = false }: ImportChoices, ways = byCommand): string[] {
  if (!policy) return [];
  const { later, earlier, unpromised, unknown } = policy.moves;
  const moving = later.length + earlier.length + unpromised.length + unknown.length > 0;
  return [
    `By these promises: ${sayPolicyMoves(policy.moves)}`,
    ...(moving
      ? [
          openToo
            ? 'They move, and whoever was promised a time is told.'
            : `They keep the times they were promised. To move them too, ${ways.openToo}.`,
        ]
      : []),
    ...sayPast(policy.past),
  ];
}

/** Everything that stands in the way of an import, with the requests concerned; nothing when it may go on. */
export function obstacleLines(
  { stranded, orphaned, setup, moves }: ImportPlan,
  choices: ImportChoices,
  ways = byCommand,
): string[] {
  const { handOverTo, keepPromises } = choices;
  const taker = setup.people.find(({ email }) => email === handOverTo);
  const mayTake = taker?.roles.some(({ role }) => role === 'liaison' || role === 'supervisor') ?? false;
  const list = (requests: LiveRequest[]): string[] =>
    shown(requests.map(({ id, subject }) => `  ${requestRef(id)} ${subject}`));
  return [
    ...orphaned.flatMap(({ code, name, requests }) => [
      `${code} ${name} is gone from the agencies and has ${count(requests.length, 'open request')}; resolve them first, or put it back:`,
      ...list(requests),
    ]),
    ...(handOverTo !== undefined && !mayTake
      ? [`${ways.chosen(handOverTo)}: this is neither a liaison nor a supervisor in the office's file`]
      : []),
    ...(handOverTo !== undefined
      ? []
      : stranded.flatMap(({ name, email, requests }) => [
          `${name} <${email}> is no longer a liaison and holds ${count(requests.length, 'open request')}; say who takes them ${ways.handOverTo}:`,
          ...list(requests),
        ])),
    ...(moves && moves.unknown.length > 0 && !keepPromises
      ? [
          `The calendar ends before ${count(moves.unknown.length, 'open request')} is due (${sayRefs(moves.unknown)}); confirm the year after it, or ${ways.keepPromises}`,
        ]
      : []),
  ];
}

/** What happens besides: requests that change hands, and whom the file does not know. */
export function noteLines(plan: ImportPlan, { handOverTo }: ImportChoices): string[] {
  const { stranded, leaving, difference, stored, years } = plan;
  const requests = stranded.flatMap((person) => person.requests);
  const { onlyInChat } = difference;
  return [
    ...(handOverTo !== undefined && requests.length > 0
      ? [
          `${handOverTo} takes over ${count(requests.length, 'open request')}: ${sayRefs(requests.map(({ id }) => id))}.`,
        ]
      : []),
    ...leaving.flatMap(({ name, email, requests: waiting }) => [
      `${name} <${email}> leaves with ${count(waiting.length, 'open request')}. ${waiting.length === 1 ? 'It stays open with whoever has it, who resolves it' : 'They stay open with whoever has them, who resolves them'}:`,
      ...shown(waiting.map(({ id, subject, holder }) => `  ${requestRef(id)} ${subject} (${holder ?? 'in triage'})`)),
    ]),
    ...(onlyInChat > 0 && stored.office
      ? [
          `${count(onlyInChat, 'person', 'people')} who came in chat and ${onlyInChat === 1 ? 'is' : 'are'} not in the file: left alone.`,
        ]
      : []),
    ...years.kept.map((year) => `The holidays of ${year} stay as they were confirmed in the desk.`),
    ...years.replaced.map(
      (year) => `The holidays of ${year} are those of the file from now on, not those that were confirmed in the desk.`,
    ),
  ];
}

/** What of the file does not count, and who in it may be somebody else: worth knowing even when nothing changes. */
export function doubtLines({ setup, difference: { kept, doubts, leftAlone } }: ImportPlan): string[] {
  const names = new Map(setup.people.map(({ email, name }) => [email, name]));
  return [
    ...shown(
      leftAlone.map(
        (row) =>
          `${sayAbsence(row, (email) => names.get(email) ?? email)}: ended or changed in chat since, and left as it is there`,
      ),
    ),
    ...shown(
      kept.map(
        ({ person, what, office }) =>
          `${sayPerson(person)} stays as the file of ${office} has it, though this one says otherwise: ${what.join(', ')}`,
      ),
    ),
    ...shown(doubts.map(sayDoubt)),
  ];
}

function sayRename({ name, before, after, offices }: Rename): string {
  const also = offices.length > 0 ? `, for ${offices.join(' and ')} too: write it in that file as well` : '';
  return `${name}: ${before} is now ${after}${also}`;
}

function sayDoubt({ person, candidates, why }: Doubt): string {
  const who = sayPerson(person);
  const [former] = candidates;
  const either = candidates.join(' or ');
  switch (why) {
    case 'several':
      return `${who} may have been ${either}, or not: others fit as well. Taken for somebody new; if not, write the old e-mail in the column formerly`;
    case 'elsewhere':
      return `${who} may have been ${either}, whom another office still lists. Taken for somebody new; if not, write that e-mail in the column formerly`;
    case 'alike':
      return `${who} may have been ${either}: the first name and the role are the same. Taken for somebody new; if not, write the old e-mail in the column formerly`;
    case 'stands':
      return `${who} was formerly ${former}, who stands in the file too. Taken for two people; if not, remove the old line`;
    case 'unknown':
      return `${who} was formerly ${former}, whom the desk does not know. Taken for somebody new; if not, look for a typing error`;
    case 'known':
      return `${who} was formerly ${former}, and the desk knows both already. They stay two people`;
  }
}

export const changesNothing = (plan: ImportPlan): boolean => isNothing(plan.difference) && plan.stranded.length === 0;

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function shown(lines: string[]): string[] {
  const more = lines.length - SHOWN;
  const sign = lines[0]?.trim()[0] ?? '';
  return more <= 0 ? lines : [...lines.slice(0, SHOWN), `${sign} … and ${more} more`];
}

const sayPerson = ({ name, email }: { name: string; email: string }): string => `${name} <${email}>`;
const sayRoles = ({ roles }: PersonSetup): string => roles.map(({ role, agency }) => sayRole(role, agency)).join(', ');

function sayAssignment(row: AssignmentSetup, nameOf: (email: string) => string): string {
  const { agency, line, liaison, backup, from, until } = row;
  const who = backup === null ? nameOf(liaison) : `${nameOf(liaison)}, backup ${nameOf(backup)}`;
  return `${agency}${line === null ? '' : ` ${line}`}: ${who}, ${sayDays(from, until)}`;
}

function sayAbsence({ person, from, until, cover }: AbsenceSetup, nameOf: (email: string) => string): string {
  return `${nameOf(person)} ${sayDays(from, until)}${cover === null ? '' : `, covered by ${nameOf(cover)}`}`;
}

const sayCertificate = ({ person, course, day }: CertificateSetup, nameOf: (email: string) => string): string =>
  `${nameOf(person)}: ${course}, ${day}`;

const sayDays = (from: string, until: string | null): string =>
  until === null ? `from ${from} on` : `${from} to ${until}`;
