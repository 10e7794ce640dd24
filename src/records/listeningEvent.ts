/** 'YYYY-MM-DD' in the zone of the office. */
type Day = string;

/** What happens in listening rounds, and to what agencies recommend: on the record of the office. */
export type ListeningEventData = {
  /** A listening round: whom it asked, of how many agencies. */
  'listening begun': { round: number; question: string; people: number; agencies: number };
  'listening called off': { round: number; reason: string };
  /** `round` is null of a change that somebody recommended by itself. What it says stands with the answer. */
  'listening answered': { round: number | null; answer: number; agency: number };
  'listening answer changed': { answer: number };
  'listening answer taken back': { answer: number };
  'answers merged': { round: number | null; need: number; answers: readonly number[] };
  'need named': { need: number; name: string };
  'needs put together': { need: number; into: number };
  'vote opened': { round: number; until: Day; rule: string; choices: number; needs: readonly number[] };
  /** That an agency has voted, and who for it. What it chose stands on the record once the vote is closed. */
  'vote cast': { round: number; agency: number };
  /** `weight`: how much each choice of an agency counted. */
  'vote closed': {
    round: number;
    ballots: readonly { agency: number; weight: number; needs: readonly number[] }[];
    result: readonly { need: number; votes: number; place: number }[];
  };
  'need decided': {
    need: number;
    choice: string;
    effort: string;
    because: string | null;
    instead: string | null;
    again: Day | null;
    owner: number | null;
    due: Day | null;
  };
  'need begun': { need: number };
  'need done': { need: number; text: string };
  'listening told': { round: number; people: number };
};
