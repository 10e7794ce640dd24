import { type ClockKind, clockKinds } from '../../sla/clockKinds.ts';

/** How each thing that is owed is said: a reply, news while somebody waits, the end of it. */
const table = {
  reply: {
    will: 'You will have a reply by ',
    now: 'You will now have a reply by ',
    was: 'You were promised a reply by ',
    broken: ['we promised you a reply by ', ', and you do not have it yet. We are sorry.'],
    by: 'reply by ',
    due: 'reply due',
    label: 'Reply',
    time: 'reply',
  },
  news: {
    will: 'You will hear from us again by ',
    now: 'You will now hear from us again by ',
    was: 'You were promised to hear from us again by ',
    broken: ['we promised that you would hear from us again by ', ', and you have not yet. We are sorry.'],
    by: 'news by ',
    due: 'news due',
    label: 'News',
    time: 'news',
  },
  resolution: {
    will: 'We expect to finish by ',
    now: 'We now expect to finish by ',
    was: 'We expected to finish by ',
    broken: ['we expected to finish by ', ', and we are not done yet. We are sorry.'],
    by: 'finish by ',
    due: 'due to finish',
    label: 'Finish',
    time: 'finishing',
  },
} as const;

/** The words for what a clock of this kind owes. */
export const wordsOf = ({ kind }: { readonly kind: ClockKind }): (typeof table)[keyof typeof table] =>
  table[clockKinds[kind].owes];
