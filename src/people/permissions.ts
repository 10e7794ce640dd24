import { type Actor, hasRole, headships, type StaffRole } from './person.ts';

/**
 * Who may do what: the one table. Whatever is not in it is refused, with the words used for what does not exist.
 */
const table = {
  see: ['asker', 'holder', 'backup', 'supervisor', 'administrator'],
  add: ['asker'],
  'mark urgent': ['asker'],
  withdraw: ['asker'],
  accept: ['asker'],
  reopen: ['asker'],
  /** Pressed on an old button, whatever became of the request since. */
  'write again': ['asker'],
  /** With words just written about it, also when they had withdrawn it. */
  'go on': ['asker'],
  'change topic': ['asker', 'holder', 'backup', 'supervisor'],
  reply: ['holder', 'backup', 'supervisor'],
  note: ['holder', 'backup', 'supervisor'],
  'ask agency': ['holder', 'backup', 'supervisor'],
  resolve: ['holder', 'backup', 'supervisor'],
  'hand over': ['holder', 'backup', 'supervisor', 'administrator'],
  'take over': ['backup', 'supervisor'],
  'have this': ['backup', 'supervisor', 'administrator'],
  'say longer': ['holder', 'supervisor'],
  'say too late': ['asker'],
  'change priority': ['supervisor'],
  'confirm person': ['holder', 'backup', 'supervisor'],
  'see notes': ['holder', 'backup', 'supervisor'],
  /** That an answer of before answered it. */
  'say answered': ['asker'],
  join: ['asker'],
  'keep answer': ['holder', 'backup', 'supervisor'],
  rate: ['asker'],
  'see rating': ['holder', 'supervisor'],
} as const satisfies Record<string, readonly Relation[]>;

/** How a person stands to a request. An `administrator` is told when no supervisor is in, and can give it to somebody. `backup`: on its assignment, as liaison or backup, and not holding it. */
export type Relation = 'asker' | 'holder' | 'backup' | 'supervisor' | 'administrator';
export type Action = keyof typeof table;
export const actions = Object.keys(table) as Action[];

/** What of a request decides who may touch it. */
export type Guarded = { officeId: number; requesterId: number; holderId: number | null; coverIds: number[] };

function relationsTo(actor: Actor, request: Guarded): Relation[] {
  if (!actor.person.active) return [];
  const { id } = actor.person;
  const liaison = hasRole(actor, request.officeId, 'liaison');
  const supervisor = hasRole(actor, request.officeId, 'supervisor');
  const relations: Relation[] = [];
  if (request.requesterId === id) relations.push('asker');
  if (request.holderId === id && (liaison || supervisor)) relations.push('holder');
  if (liaison && request.holderId !== id && request.coverIds.includes(id)) relations.push('backup');
  if (supervisor) relations.push('supervisor');
  if (hasRole(actor, request.officeId, 'administrator')) relations.push('administrator');
  return relations;
}

export function may(actor: Actor, action: Action, request: Guarded): boolean {
  const allowed: readonly Relation[] = table[action];
  return relationsTo(actor, request).some((relation) => allowed.includes(relation));
}

/** How somebody stands to a meeting: invited for an agency; a colleague at the meeting of all; who leads it, or supervises. */
export type MeetingRelation = 'agency' | 'member' | 'leader';

const ofMeeting = {
  see: ['agency', 'member', 'leader'],
  'add topic': ['agency', 'member', 'leader'],
  'answer minutes': ['agency'],
  /** Move it, call it off, say that it took place, write its minutes. */
  lead: ['leader'],
} as const satisfies Record<string, readonly MeetingRelation[]>;

export type MeetingAction = keyof typeof ofMeeting;

export function mayOfMeeting(relations: readonly MeetingRelation[], action: MeetingAction): boolean {
  const allowed: readonly MeetingRelation[] = ofMeeting[action];
  return relations.some((relation) => allowed.includes(relation));
}

/**
 * How somebody stands to a training session: it is open to them, or they have signed up; their office takes part or may;
 * who leads it, or supervises the office whose it is.
 */
export type TrainingRelation = 'learner' | 'partner' | 'leader';

const ofTraining = {
  see: ['learner', 'partner', 'leader'],
  'sign up': ['learner'],
  /** So that the agencies of their office may sign up. */
  'take part': ['partner'],
  /** See who comes, change it, call it off, say who was there. */
  lead: ['leader'],
} as const satisfies Record<string, readonly TrainingRelation[]>;

export type TrainingAction = keyof typeof ofTraining;

export function mayOfTraining(relations: readonly TrainingRelation[], action: TrainingAction): boolean {
  const allowed: readonly TrainingRelation[] = ofTraining[action];
  return relations.some((relation) => allowed.includes(relation));
}

/**
 * How somebody stands to a listening round, or to a need: asked in it; votes for an agency; works for the office; leads it,
 * as who began it or as supervisor; sees to the need.
 */
export type ListeningRelation = 'asked' | 'voter' | 'colleague' | 'lead' | 'owner';

const ofListening = {
  see: ['asked', 'voter', 'colleague', 'lead'],
  answer: ['asked'],
  vote: ['voter'],
  'see answers': ['colleague', 'lead'],
  /** Change it, call it off, merge answers, open the vote, decide, tell. */
  lead: ['lead'],
  'see need': ['colleague', 'lead', 'owner'],
  finish: ['lead', 'owner'],
} as const satisfies Record<string, readonly ListeningRelation[]>;

export type ListeningAction = keyof typeof ofListening;

export function mayOfListening(relations: readonly ListeningRelation[], action: ListeningAction): boolean {
  const allowed: readonly ListeningRelation[] = ofListening[action];
  return relations.some((relation) => allowed.includes(relation));
}

/** How somebody stands to an action. `cover`: stands in for its owner today; `liaison`: answers for the agency that it concerns. */
export type ActionRelation = 'owner' | 'cover' | 'liaison' | 'supervisor';

const ofAction = {
  finish: ['owner', 'cover', 'supervisor'],
  /** Give it to somebody else or another day, or drop it. */
  change: ['liaison', 'supervisor'],
} as const satisfies Record<string, readonly ActionRelation[]>;

export function mayOfAction(relations: readonly ActionRelation[], action: keyof typeof ofAction): boolean {
  const allowed: readonly ActionRelation[] = ofAction[action];
  return relations.some((relation) => allowed.includes(relation));
}

/** How somebody stands to an answer that an office keeps: of the office, whoever it belongs to, or a supervisor. */
export type AnswerRelation = 'office' | 'owner' | 'supervisor';

const ofAnswer = {
  see: ['office', 'owner', 'supervisor'],
  /** What is in use stays as it is until a supervisor approves the change. */
  change: ['office', 'owner', 'supervisor'],
  renew: ['owner', 'supervisor'],
  withdraw: ['owner', 'supervisor'],
  approve: ['supervisor'],
} as const satisfies Record<string, readonly AnswerRelation[]>;

export type AnswerAction = keyof typeof ofAnswer;

/** Who of an office may do what to an answer of it. */
export function mayOfAnswer(
  actor: Actor,
  action: AnswerAction,
  { officeId, ownerId }: { officeId: number; ownerId: number },
): boolean {
  const supervises = hasRole(actor, officeId, 'supervisor');
  const works = supervises || hasRole(actor, officeId, 'liaison');
  const relations: AnswerRelation[] = [
    ...(works ? (['office'] as const) : []),
    ...(works && ownerId === actor.person.id ? (['owner'] as const) : []),
    ...(supervises ? (['supervisor'] as const) : []),
  ];
  const allowed: readonly AnswerRelation[] = ofAnswer[action];
  return relations.some((relation) => allowed.includes(relation));
}

/**
 * How somebody stands to a review: of the office and for that agency (or who supervises); of the agency, once its result is
 * out; asked for the files of the sample.
 */
export type ReviewRelation = 'office' | 'agency' | 'asked';

const ofReview = {
  see: ['office', 'agency'],
  /** Name its files, judge, finish it, accept what the agency answers. */
  lead: ['office'],
  comment: ['agency'],
  'answer for files': ['asked'],
} as const satisfies Record<string, readonly ReviewRelation[]>;

export type ReviewAction = keyof typeof ofReview;

export function mayOfReview(relations: readonly ReviewRelation[], action: ReviewAction): boolean {
  const allowed: readonly ReviewRelation[] = ofReview[action];
  return relations.some((relation) => allowed.includes(relation));
}

/**
 * How somebody stands to an alternate process: asked for it; heads the agency, or asks there too; answers the agency;
 * supervises the office; `decider`: decides, so never whoever asked for it.
 */
export type AlternateRelation = 'applicant' | 'head' | 'colleague' | 'liaison' | 'supervisor' | 'decider';

const ofAlternate = {
  see: ['applicant', 'head', 'colleague', 'liaison', 'supervisor', 'decider'],
  withdraw: ['applicant'],
  view: ['liaison'],
  /** What liaisons think of it stays in the office. */
  'see views': ['liaison', 'decider'],
  decide: ['decider'],
  report: ['applicant', 'head', 'colleague'],
  'judge report': ['liaison', 'decider'],
  renew: ['applicant', 'head', 'colleague'],
  'give back': ['applicant', 'head'],
  end: ['decider'],
} as const satisfies Record<string, readonly AlternateRelation[]>;

export type AlternateAction = keyof typeof ofAlternate;

export function mayOfAlternate(relations: readonly AlternateRelation[], action: AlternateAction): boolean {
  const allowed: readonly AlternateRelation[] = ofAlternate[action];
  return relations.some((relation) => allowed.includes(relation));
}

const ofOffice = {
  /** Bring the office's files to the desk: its hours and promises, who is in it and who answers whom. */
  import: ['administrator'],
  /** Try again what did not arrive, going out or coming in, or leave it so. */
  'see to failures': ['supervisor'],
  /** Say whether newcomers work where they say. */
  'confirm people': ['supervisor'],
} as const satisfies Record<string, readonly StaffRole[]>;

/** Who may do what to an office as a whole. */
export const mayOfOffice = (actor: Actor, action: keyof typeof ofOffice, officeId: number): boolean =>
  ofOffice[action].some((role) => hasRole(actor, officeId, role));

/** How somebody stands to the schedule of a liaison: an agency that this liaison answers is theirs; it is their own; they supervise. */
export type ScheduleRelation = 'customer' | 'liaison' | 'supervisor';

const ofSchedule = {
  see: ['customer', 'liaison', 'supervisor'],
  'take slot': ['customer'],
  /** Say when they are, pause and end them. */
  'set hours': ['liaison'],
  /** Who has taken which, and what about. */
  'see slots': ['liaison', 'supervisor'],
} as const satisfies Record<string, readonly ScheduleRelation[]>;

export function mayOfSchedule(relations: readonly ScheduleRelation[], action: keyof typeof ofSchedule): boolean {
  const allowed: readonly ScheduleRelation[] = ofSchedule[action];
  return relations.some((relation) => allowed.includes(relation));
}

/** How somebody stands to a slot that was taken. */
export type SlotRelation = 'taker' | 'liaison' | 'supervisor';

const ofSlot = {
  'call off': ['taker', 'liaison', 'supervisor'],
} as const satisfies Record<string, readonly SlotRelation[]>;

export function mayOfSlot(relations: readonly SlotRelation[], action: keyof typeof ofSlot): boolean {
  const allowed: readonly SlotRelation[] = ofSlot[action];
  return relations.some((relation) => allowed.includes(relation));
}

/** Who may see what of an agency as a whole. Its head sees a month in counts and times; no request, and nobody's words. */
const ofAgency = {
  'see month': ['head', 'supervisor', 'administrator'],
} as const satisfies Record<string, readonly ('head' | 'supervisor' | 'administrator')[]>;

export function mayOfAgency(
  actor: Actor,
  action: keyof typeof ofAgency,
  { officeId, agencyId }: { officeId: number; agencyId: number },
): boolean {
  return ofAgency[action].some((relation) =>
    relation === 'head'
      ? headships(actor).some((each) => each.officeId === officeId && each.agencyId === agencyId)
      : hasRole(actor, officeId, relation),
  );
}
