import { andList } from '../chat/andList.ts';
import { type Message, sayDay } from '../chat/message.ts';
import type { DigestParts, MonthPart } from '../feature/digestPart.ts';
import type { Span } from '../figures/counted.ts';
import { monthOf, spanOfMonth } from '../figures/months.ts';
import { figuresOfAll, monthGoals, twoMonths, yearTo } from '../figures/read.ts';
import { sayPulse, sayResponse, withRatings } from '../figures/satisfaction.ts';
import { asWorded, sayThemes } from '../figures/themes.ts';
import { sayMonth } from '../figures/words.ts';
import type { Office, Rules } from '../offices/office.ts';
import { themesOf } from '../offices/surveyRules.ts';
import { type Calendar, localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { type AgencyMonth, isAnswering, isQuiet, readAgencyMonth, readMonthFacts } from './agencyMonth.ts';
import { agencyDigest } from './agencyWords.ts';
import { saysNothing } from './decisions.ts';
import { monthDigest } from './monthWords.ts';
import { monthPictures, weekPictures } from './pictures.ts';
import type { Reader } from './readers.ts';
import type { DigestKind } from './slots.ts';
import { readToDecide } from './toDecide.ts';
import { type DigestView, digest, emptyDigest, ownDigest } from './words.ts';

type Built = { message: Message; isEmpty: boolean };

const DAY_MS = 86_400_000;

/** A liaison with fewer that are due knows their day from the cards; of what is late the card of warnings speaks. */
export const A_FULL_DAY = 3;

/**
 * What somebody reads, as of now; one that is empty is a line. Undefined for a liaison who has nothing to read.
 * `asked`: they have asked for it, whatever stands in it. `parts`: what other features add.
 */
export async function buildDigest(
  tx: Tx,
  reader: Reader,
  kind: DigestKind,
  { now, asked, parts }: { now: Date; asked: boolean; parts: DigestParts },
): Promise<Built | undefined> {
  const { office, person, role } = reader;
  const rules = await tx.offices.rules(office);
  const { calendar } = rules;
  const today = localDate(calendar, now);
  if (kind === 'monthly') {
    const of = monthOf(today, -1);
    return role === 'supervisor'
      ? month(tx, { office, rules, of, now, parts: parts.months })
      : ofAgencies(tx, reader, { of, now, parts: parts.months });
  }
  const { deciding, from, loads } = await readToDecide(tx, reader, kind, { now, lines: parts.lines });
  const { facts, added } = deciding;
  const { late, dueToday, live, resolved, opened, asked: surveyed } = facts;
  if (role === 'liaison' && !asked) {
    const isAdded = added.some(({ decide, besides }) => decide.some(({ count }) => count > 0) || besides.length > 0);
    const isEmpty = kind === 'weekly' && !isAdded && live + resolved + opened + surveyed === 0;
    if (isEmpty || (kind === 'daily' && (late.count > 0 || dueToday.count < A_FULL_DAY))) return undefined;
  }
  const common = {
    ...deciding,
    ...{ now, charts: [], checkpoint: undefined, shares: undefined },
    span: kind === 'weekly' ? 'last week' : sinceWhen(calendar, from, now),
    replies: await figuresOfAll(
      tx,
      { officeId: office.id, kind: 'first_reply', from, to: now, liaisonId: role === 'liaison' ? person.id : null },
      now,
    ),
  };
  if (role === 'liaison') {
    const title = `${kind === 'weekly' ? 'Your week' : 'Your day'}: ${office.name}`;
    const view = { ...common, title, withNumbers: kind === 'weekly' };
    if (saysNothing(view)) return empty(title, `Nothing of yours is open, and nothing was asked ${common.span}.`);
    return { message: ownDigest(view), isEmpty: false };
  }
  const view: DigestView = {
    ...common,
    title: `${kind === 'weekly' ? 'Weekly digest' : 'Daily digest'}: ${office.name}`,
    shares: kind === 'weekly' ? await sharesOf(tx, office, { from, to: now }) : undefined,
    charts: kind === 'weekly' ? await weekPictures(tx, { office, rules, loads, now }) : [],
    checkpoint: kind === 'weekly' ? await tx.chain.latestCheckpoint() : undefined,
  };
  if (saysNothing(view))
    return empty(view.title, `Nothing was asked or answered ${view.span}, nothing is open, and nothing waits for you.`);
  return { message: digest(view), isEmpty: false };
}

/** Of the last seven days, beside those before them. */
async function sharesOf(tx: Tx, { id }: Office, { from, to }: Span) {
  const before = new Date(2 * +from - +to);
  return { all: await tx.figures.shares(id, { before, from, to }), baseline: await tx.figures.baseline(id) };
}

const empty = (title: string, what: string): Built => ({ message: emptyDigest(title, what), isEmpty: true });

/** What was done for the agencies that somebody heads. */
async function ofAgencies(
  tx: Tx,
  { office, heads, person }: Reader,
  { of, now, parts }: { of: string; now: Date; parts: readonly MonthPart[] },
): Promise<Built | undefined> {
  const months: AgencyMonth[] = [];
  const actor = await tx.people.actor(person.id);
  const answersToo = actor !== undefined && isAnswering(actor, office.id);
  for (const agency of heads)
    months.push(await readAgencyMonth(tx, { office, agency, month: of, parts, answersToo }, now));
  const [first, ...others] = months;
  if (!first) return undefined;
  if (!months.every(isQuiet)) return { message: agencyDigest([first, ...others]), isEmpty: false };
  const names = andList(heads.map(({ name }) => name));
  const what = `${names} asked nothing then or in the month before, nothing was due, and nothing is open.`;
  return empty(`${sayMonth(of)}: ${office.name}`, what);
}

type Month = { office: Office; rules: Rules; of: string; now: Date; parts: readonly MonthPart[] };

async function month(tx: Tx, { office, rules, of, now, parts }: Month): Promise<Built> {
  const { zone } = rules.calendar.spec;
  const whole = { officeId: office.id, zone, month: of };
  const year = await yearTo(tx, whole, now);
  const { figures, before } = await twoMonths(tx, { ...whole, liaisonId: null }, now, year);
  const goals = await monthGoals(tx, { ...whole, liaisonId: null }, now);
  const baseline = await tx.figures.baseline(office.id);
  const { from, to } = spanOfMonth(of, zone);
  const served = await tx.surveys.counts(office.id, from, to);
  const [given] = await tx.surveys.given(office.id, [{ from, to }]);
  const satisfaction = withRatings(served, given?.ratings ?? []);
  const pulse = sayPulse(await tx.pulses.counts(office.id, of));
  const themes = sayThemes(asWorded(await tx.themes.counts(office.id, [{ from, to }]), themesOf(office.surveys)), 0);
  const rounds = await tx.relationships.results(
    office.id,
    `${monthOf(`${of}-01`, -1)}-01`,
    `${monthOf(`${of}-01`, 1)}-01`,
  );
  const allInAll = rounds.map(({ round, counts, given: ratings }) => ({
    ...{
      round,
      counts: withRatings(
        counts,
        ratings.map(({ rating }) => rating),
      ),
      response: sayResponse(counts),
    },
  }));
  const added = await readMonthFacts(tx, parts, { officeId: office.id, agencyIds: null, month: of, from, to, zone });
  const counted = [figures, before].flatMap((each) => Object.values(each)).some(({ n, due }) => n + due > 0);
  if (!counted && satisfaction.served === 0 && (pulse ?? themes) === undefined && allInAll.length + added.length === 0)
    return empty(
      `${sayMonth(of)}: ${office.name}`,
      'Nothing was due then or in the month before, and nobody was served.',
    );
  const charts = await monthPictures(tx, { office, rules, month: of, year });
  const view = {
    of: office.name,
    month: of,
    figures,
    before,
    baseline,
    goals,
    satisfaction,
    allInAll,
    themes,
    pulse,
    added,
    charts,
  };
  return { message: monthDigest(view), isEmpty: false };
}

/** "Yesterday" is only the day before: after a weekend or a holiday the day is named. */
function sinceWhen(calendar: Calendar, from: Date, now: Date): string {
  const day = localDate(calendar, from);
  const before = localDate(calendar, new Date(now.getTime() - DAY_MS));
  return day === before ? 'since yesterday' : `since ${sayDay(day, localDate(calendar, now))}`;
}
