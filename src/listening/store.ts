import type { Reach, Told } from '../people/audience.ts';
import type { Addressee, Batch, LetterKind } from './letter.ts';
import type { CountedNeed, Need } from './need.ts';
import type { Asked, Ballot, GivenAnswer, NamedAnswer, Round, RoundCounts } from './round.ts';

/** Whose rounds: those that somebody began, and all of the offices that they supervise. */
export type RoundsOf = { personId: number; officeIds: readonly number[]; supervised: readonly number[] };

/** Which needs: of a round, or (null) the changes that were recommended in an office by themselves. */
export type NeedsOf = { officeId: number; roundId: number | null };

export type NewAnswer = Omit<GivenAnswer, 'id' | 'changedAt'> & { source: string };

/** Listening rounds, as the desk asks a database for them: a part of store.ts. */
export interface ListeningStore {
  add(round: Pick<Round, 'officeId' | 'authorId' | keyof Asked>): Promise<Round>;
  /** 'locked' until the transaction ends, for whoever changes it. */
  round(id: number, how?: 'locked'): Promise<Round | undefined>;
  change(id: number, change: Partial<Omit<Round, 'id' | 'officeId' | 'authorId'>>): Promise<void>;
  /** The newest that somebody may see as its office. */
  latest(whose: RoundsOf, limit: number): Promise<Round[]>;
  /** The newest that somebody was asked in. */
  askedOf(personId: number, limit: number): Promise<Round[]>;
  /** Those with something to do now: to go out, remind, end, or whose card shows old counts. */
  due(now: Date, cardsBefore: Date): Promise<number[]>;
  nextMoment(now: Date): Promise<Date | undefined>;
  counts(round: Pick<Round, 'id'>): Promise<RoundCounts>;

  reach(told: Told, since: Date): Promise<Reach>;
  /** Puts everybody down whom the question goes to, each once, in one statement. Answers how many, of how many agencies. */
  address(roundId: number, told: Told, since: Date): Promise<{ people: number; agencies: number }>;
  /** Those whom the question reached and who have not answered. */
  addressSilent(batch: Batch): Promise<void>;
  /** Everybody with an answer in the round, whatever became of it; with an answer in the need. */
  addressAnswered(batch: Batch): Promise<number>;
  addressThese(batch: Batch, people: readonly Addressee[]): Promise<void>;
  /** So many at most who are next, those of whom nobody has taken: they are now on their way. */
  nextLetters(batch: Batch, limit: number, now: Date): Promise<Addressee[]>;
  onTheWay(batch: Batch): Promise<number>;
  /** These, or (null) all that wait, are not taken before then. */
  putOff(batch: Batch, personIds: readonly number[] | null, until: Date): Promise<void>;
  markLetter(batch: Batch, personId: number, marks: { toldAt?: Date; failed?: string }): Promise<void>;
  letterTo(batch: Batch, personId: number): Promise<Addressee | undefined>;
  /** Some of those to whom such letters of a round went; at most so many. */
  addressed(kind: LetterKind, roundId: number, limit: number): Promise<number[]>;
  /** Those of a round whom the vote went to, for an agency. */
  toldToVote(roundId: number, agencyId: number): Promise<number[]>;
  /** Those with somebody still to be told. */
  batchesDue(now: Date): Promise<Batch[]>;

  /** Undefined when this source brought one already. */
  addAnswer(answer: NewAnswer): Promise<number | undefined>;
  answer(id: number, how?: 'locked'): Promise<GivenAnswer | undefined>;
  changeAnswer(
    id: number,
    change: Partial<{ text: string; changedAt: Date; needId: number | null; takenBackAt: Date }>,
  ): Promise<void>;
  /** What somebody answered and did not take back, the first first. */
  answersOf(roundId: number, personId: number): Promise<GivenAnswer[]>;
  /** All of a round with the stems of their words, the first first. */
  answersIn(roundId: number): Promise<(NamedAnswer & { stems: string[] })[]>;
  answersTo(needId: number): Promise<NamedAnswer[]>;
  /** These answers, in no need of a round yet or in one need, belong to this need from now on; answers with how many there were. */
  place(answerIds: readonly number[], of: { roundId: number } | { needId: number }, needId: number): Promise<number>;
  /** How many answers of a round are in no need. */
  unplaced(roundId: number): Promise<number>;

  addNeed(need: Pick<Need, 'officeId' | 'roundId' | 'name' | 'lookBy' | 'createdAt'>): Promise<number>;
  need(id: number, how?: 'locked'): Promise<Need | undefined>;
  changeNeed(id: number, change: Partial<Omit<Need, 'id' | 'officeId'>>): Promise<void>;
  /** Its answers belong to another one, and it is gone. */
  mergeNeed(id: number, into: number): Promise<void>;
  /** Those of it that are none any more since their last answer went. */
  dropEmpty(roundId: number): Promise<void>;
  /** By place, then in the order in which they were made. */
  needs(of: NeedsOf): Promise<CountedNeed[]>;
  /** Recommended by themselves and not decided yet, those to be looked at first first. */
  recommended(officeId: number, limit: number): Promise<CountedNeed[]>;
  /** Decided ones that wait for nobody but time: *later* whose day has come, *now* whose day is over. */
  overdue(officeId: number, today: string): Promise<CountedNeed[]>;
  /** Names of what was done in a span, the latest first: of the whole office (null), or what these agencies asked for. */
  done(officeId: number, agencyIds: readonly number[] | null, span: { from: Date; to: Date }): Promise<string[]>;
  /** Of these needs, those in which somebody has an answer. */
  askedFor(personId: number, needIds: readonly number[]): Promise<Set<number>>;
  /** Needs whose work somebody has done, and of which nobody was told; those asked about already left out. */
  workDone(now: Date): Promise<number[]>;
  /** Its owner was asked what may be told. */
  markAsked(needId: number, at: Date): Promise<void>;

  /** The agencies of a round that may vote, each with its weight: nobody has yet. */
  openBallots(round: Round): Promise<Ballot[]>;
  /** Of one agency; 'locked' until the transaction ends, for whoever votes. */
  ballot(roundId: number, agencyId: number, how?: 'locked'): Promise<Ballot | undefined>;
  vote(roundId: number, agencyId: number, by: { personId: number; needIds: number[]; at: Date }): Promise<void>;
  /** All of them, for counting. Nobody else asks before a vote is closed. */
  ballots(roundId: number): Promise<Ballot[]>;
  /** Who casts the votes of these agencies: their heads, or where there is none their contacts. */
  voters(officeId: number, agencyIds: readonly number[], roundId: number): Promise<Addressee[]>;
  /** Which of these agencies somebody heads. */
  headed(agencyIds: readonly number[]): Promise<Set<number>>;
  /** Agencies that have not voted. */
  silent(roundId: number): Promise<number[]>;
}
