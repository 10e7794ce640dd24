/** `npm run desk -- surveys`: who was served, asked and answered in a quarter, and the answers as a file. */
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { sayMoment } from '../chat/message.ts';
import { type Asked, byChannel, sayChannel } from '../figures/channels.ts';
import { federalColumns, federalRows } from '../figures/federal.ts';
import { volumeColumns, volumeRow } from '../figures/federalVolumes.ts';
import { monthOf, spanOfMonth } from '../figures/months.ts';
import { SMALLEST_GROUP, type SurveyCounts, sayResponse, sayScore, withRatings } from '../figures/satisfaction.ts';
import { count } from '../offices/coverageWords.ts';
import type { Office } from '../offices/office.ts';
import type { Store, Tx } from '../store.ts';
import { UsageError } from './dueOptions.ts';

const surveysHelp = `Who was served, asked and answered, and how content are they?

  npm run -s desk -- surveys --quarter 2026Q4                        every office, in words
  npm run -s desk -- surveys --quarter 2026Q4 --office procurement   one office, by its code
  npm run -s desk -- surveys … --csv answers.csv                     its answers in the columns of the federal
                                                                     collection (OMB Circular A-11 §280)
  npm run -s desk -- surveys … --csv answers.csv --all-customers     those of the question to all customers instead
  npm run -s desk -- surveys … --volumes volumes.csv                 how many were served, asked and answered, in the
                                                                     columns that are due there each quarter

A resolution counts in the quarter in which it was resolved, its answer in that in which it was given, a question to all
customers in that in which its day was. Answers without a name count five at a time, in the quarter in which the fifth
came, so that no two runs tell one of them apart. Chats in which fewer than five were asked stand together with others. Whoever answers is no random sample of those who were served: say so
wherever you show the share. Of fewer than ${SMALLEST_GROUP} answers nothing is shown.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 done; 1 there is no such office, or too few answers for a file; 2 the command line is wrong`;

export type SurveysIo = {
  out: (line: string) => void;
  err: (line: string) => void;
  write: (file: string, text: string) => Promise<void>;
  withStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
};

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runSurveys(args: string[], io: SurveysIo): Promise<number> {
  const { quarter, office: code, csv, volumes, allCustomers, help } = read(args);
  if (help) {
    io.out(surveysHelp);
    return 0;
  }
  return io.withStore((store) =>
    store.transaction(async (tx) => {
      const all = await tx.offices.all();
      const offices = code === undefined ? all : all.filter((office) => office.code === code);
      if (offices.length === 0) {
        io.err(`There is no office "${code}"; there are ${all.map((office) => office.code).join(', ')}.`);
        return 1;
      }
      for (const office of offices) {
        const { zone } = (await tx.offices.rules(office)).calendar.spec;
        const first = `${quarter.year}-${String(quarter.number * 3 - 2).padStart(2, '0')}`;
        const { from } = spanOfMonth(first, zone);
        const { to } = spanOfMonth(monthOf(`${first}-01`, 2), zone);
        const counts = await tx.surveys.counts(office.id, from, to);
        const told = await tx.surveys.answers(office.id, { from, to });
        const ratings = told.map(({ rating }) => rating);
        const [channels = []] = await tx.surveys.channels(office.id, [{ from, to }]);
        for (const line of linesOf(office.name, quarter.name, counts, channels, ratings)) io.out(line);
        const days = [`${first}-01`, `${monthOf(`${first}-01`, 3)}-01`] as const;
        const rounds = await tx.relationships.results(office.id, ...days);
        const begun = rounds.length > 0 ? await begunRounds(tx, office.id, zone) : undefined;
        for (const result of rounds) for (const line of linesOfRound(result, begun?.get(result.round))) io.out(line);
        if (volumes !== undefined) {
          const rows = [volumesOf(office, counts), ...rounds.map((round) => volumesOfRound(office.name, round))];
          await io.write(volumes, stringify([volumeColumns, ...rows], { escape_formulas: true }));
          io.out(`The numbers of the quarter are in ${volumes}.`);
        }
        if (csv === undefined) continue;
        const shown = rounds.flatMap(({ given }) => (given.length < SMALLEST_GROUP ? [] : given));
        const answers = allCustomers ? shown : told;
        if (answers.length < SMALLEST_GROUP) {
          io.err(`Fewer than ${SMALLEST_GROUP} answers: anybody could work out whose they are, so there is no file.`);
          return 1;
        }
        const rows = federalRows(answers);
        await io.write(csv, stringify([federalColumns, ...rows], { escape_formulas: true }));
        io.out(`${rows.length} answers are in ${csv}.`);
      }
      return 0;
    }),
  );
}

/** `ratings`: those that may be counted of what was answered in the quarter. */
const linesOf = (
  name: string,
  quarter: string,
  counts: SurveyCounts,
  channels: readonly Asked[],
  ratings: readonly number[],
): string[] => [
  `${name}, ${quarter}`,
  `  Served     ${counts.served} resolved`,
  `  Asked      ${counts.invited}, ${counts.reminded} of them once more; ${counts.declined} want no more surveys`,
  `  Answered   ${sayResponse(counts)}`,
  ...byChannel(channels).map((each) => `  In         ${sayChannel(each)}`),
  `  Score      ${sayScore(withRatings(counts, ratings))}`,
];

type Round = Awaited<ReturnType<Tx['relationships']['results']>>[number];

/** Of a question to all customers: an instrument of its own, whose answers are never put together with the others. */
const linesOfRound = ({ round, counts, channels, given }: Round, begun: string | undefined): string[] => [
  `  All customers, asked from ${round} on`,
  ...(begun === undefined ? [] : [`    Begun    ${begun}`]),
  `    Asked    ${counts.invited} of ${counts.served} customers, ${counts.reminded} of them once more; ${counts.declined} want no more surveys`,
  `    Answered ${sayResponse(counts)}`,
  ...byChannel(channels).map((each) => `    In       ${sayChannel(each)}`),
  `    Score    ${sayScore(
    withRatings(
      counts,
      given.map(({ rating }) => rating),
    ),
    'customers',
  )}`,
];

/** What the record of an office says of its rounds: when each began, with whom, and by which days. */
async function begunRounds(tx: Tx, officeId: number, zone: string): Promise<Map<string, string>> {
  const events = await tx.records.of({ kind: 'office', id: officeId });
  return new Map(
    events.flatMap((event): [string, string][] => {
      if (event.kind !== 'round begun') return [];
      const { round, people, agencies, on } = event.data;
      const when = sayMoment({ when: event.at, zone, year: true });
      const whom = `${count(people, 'person', 'people')} of ${count(agencies, 'agency', 'agencies')} put down to be asked`;
      return [[round, `${when}, with ${whom}; the office asks on ${on.join(', ')}`]];
    }),
  );
}

const volumesOf = ({ name, surveys }: Pick<Office, 'name' | 'surveys'>, counts: SurveyCounts): string[] =>
  volumeRow({
    ...{ point: 'post_interaction', title: `${name}: after a resolution`, counts },
    trust: surveys?.form === 'federal' ? `I trust the ${name} to meet my agency’s needs.` : '',
  });

const volumesOfRound = (name: string, { round, counts }: Round): string[] =>
  volumeRow({ point: 'relational', title: `${name}: all customers, ${round}`, trust: '', counts });

function read(args: string[]) {
  const { values } = parse(args);
  const { quarter: written = '', office, csv, volumes, help, 'all-customers': allCustomers = false } = values;
  const others = { office, csv, volumes, allCustomers, help };
  if (help) return { quarter: { name: '', year: 0, number: 0 }, ...others };
  const [, year, number] = /^(20\d\d)-?q([1-4])$/iu.exec(written) ?? [];
  if (!year || !number) throw new UsageError('Say which quarter, such as --quarter 2026Q4.');
  if (allCustomers && csv === undefined)
    throw new UsageError('--all-customers says what goes into the file: add --csv and its name.');
  if ((csv ?? volumes) !== undefined && office === undefined)
    throw new UsageError('A file is about one office: add --office and its code.');
  return { quarter: { name: `${year} Q${number}`, year: Number(year), number: Number(number) }, ...others };
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args,
      options: {
        quarter: text,
        office: text,
        csv: text,
        volumes: text,
        help: { type: 'boolean' },
        'all-customers': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
