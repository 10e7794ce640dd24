import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { press } from '../../src/feature/press.ts';
import { deedNames, features, findDeed, isAtOnce } from '../../src/features.ts';

/** Buttons stay in chats for ever: what was ever sent is listed here, and is read for ever. */
const sentBefore: [name: string, about: string, guards: { action: string; requestId: number } | undefined][] = [
  ['reply', '1042', { action: 'reply', requestId: 1042 }],
  ['reply', '1042 7', { action: 'reply', requestId: 1042 }],
  ['ask agency', '1042', { action: 'ask agency', requestId: 1042 }],
  ['note', '1042 7', { action: 'note', requestId: 1042 }],
  ['resolve', '1042', { action: 'resolve', requestId: 1042 }],
  ['resolve', '1042 3', { action: 'resolve', requestId: 1042 }],
  ['accept', '1042', { action: 'accept', requestId: 1042 }],
  ['reopen', '1042', { action: 'reopen', requestId: 1042 }],
  ['hand over', '1042', { action: 'hand over', requestId: 1042 }],
  ['take over', '1042', { action: 'take over', requestId: 1042 }],
  ['topic', '1042 2', { action: 'change topic', requestId: 1042 }],
  ['urgent', '1042', { action: 'mark urgent', requestId: 1042 }],
  ['priority', '1042', { action: 'change priority', requestId: 1042 }],
  ['longer', 'v2 request=1042', { action: 'say longer', requestId: 1042 }],
  ['too late', 'v2 request=1042 named=mbxyz', { action: 'say too late', requestId: 1042 }],
  ['withdraw', '1042', { action: 'withdraw', requestId: 1042 }],
  ['agency', '1042', { action: 'add', requestId: 1042 }],
  ['agency is', 'v2 request=1042 agency=3', { action: 'add', requestId: 1042 }],
  ['confirm', '1042', { action: 'confirm person', requestId: 1042 }],
  ['decline', '1042', { action: 'confirm person', requestId: 1042 }],
  ['add', '55 1042', { action: 'add', requestId: 1042 }],
  ['reopen with', 'v2 held=55 request=1042', { action: 'go on', requestId: 1042 }],
  ['counted', 'v2 request=1042', { action: 'see', requestId: 1042 }],
  ['look', '1042', { action: 'see', requestId: 1042 }],
  ['rate', '1042 5', { action: 'rate', requestId: 1042 }],
  ['comment', '1042', { action: 'rate', requestId: 1042 }],
  ['without name', 'v2 request=1042', { action: 'rate', requestId: 1042 }],
  ['stop surveys', 'v2 request=1042', { action: 'rate', requestId: 1042 }],
  ['own recovery', 'v2 request=1042', { action: 'see rating', requestId: 1042 }],
  ['end recovery', 'v2 request=1042', { action: 'see rating', requestId: 1042 }],
  ['themes', 'v2 request=1042 survey=7', { action: 'see rating', requestId: 1042 }],
  ['reply', 'v2 request=1042 seen=2 state=open answer=7', { action: 'reply', requestId: 1042 }],
  ['use answer', 'v2 request=1042 answer=7', { action: 'reply', requestId: 1042 }],
  ['answer helped', 'v2 request=1042 answer=7', { action: 'say answered', requestId: 1042 }],
  ['answer helped', 'v2 request=1042 answer=7 seen=1780322400000', { action: 'say answered', requestId: 1042 }],
  ['join', 'v2 request=1042 with=1041', { action: 'join', requestId: 1042 }],
  ['join now', 'v2 request=1042 with=1041', { action: 'join', requestId: 1042 }],
  ['keep answer', 'v2 request=1042', { action: 'keep answer', requestId: 1042 }],
];
const aboutNoRequest = [
  ...[
    ...['new', 'own question'],
    ...['away', 'back', 'my absences', 'change absence', 'cancel absence'],
    ...['promises', 'change promises', 'preview promises', 'publish promises', 'earlier promises', 'withdraw promises'],
    ...['closures', 'close office', 'typed closure', 'preview closure', 'confirm closure', 'withdraw closure'],
    ...['holidays', 'year', 'change year', 'confirm year'],
    ...[
      'figures',
      'freeze baseline',
      'small talk',
      'wrong agency',
      'hand all',
      'one by one',
      'keep all',
      'take back',
      'some back',
      'leave all',
      'hand chosen',
      'hand some',
      'gaps',
      'name liaison',
    ],
    ...['digests', 'digest now', 'agency month', 'change digests', 'check in', 'all to decide', 'pulse'],
    ...['send again', 'set aside', 'hear again', 'leave unheard', 'not arrived', 'works there', 'works elsewhere'],
    ...['open page', 'end session', 'unlink account'],
    ...['retention', 'records due', 'destroy records', 'set hold', 'lift hold'],
    ...['rate office', 'say more of office', 'office without name', 'stop office surveys'],
    ...['announce', 'change announcement', 'send announcement', 'withdraw announcement', 'announcement readers'],
    ...['look at announcement', 'take back announcement'],
    ...['take back topic', 'cannot come to meeting'],
    ...['meetings', 'meeting', 'add topic', 'move meeting', 'call off meeting', 'meeting held', 'meeting not held'],
    ...['write minutes', 'add action', 'drop action', 'send minutes', 'confirm minutes', 'contest minutes'],
    ...['new meetings', 'end meetings', 'actions', 'finish action', 'change action'],
    ...['answers', 'find answer', 'show answer', 'new answer', 'change answer', 'renew answer', 'withdraw answer'],
    'approve answer',
    ...['training', 'training session', 'training sign up', 'training give up', 'training useful', 'training words'],
    ...['plan training', 'training who comes', 'change training', 'call off training', 'training attendance'],
    ...['training not held', 'training take part', 'training part no more'],
    ...['reviews', 'review', 'begin review', 'name review files', 'answer review files', 'fill review'],
    ...['finish review', 'send review', 'call off review', 'comment on review'],
    ...['change finding', 'accept finding', 'reopen finding'],
    ...['alternates', 'alternate', 'ask alternate', 'renew alternate', 'withdraw alternate', 'view alternate'],
    ...['grant alternate', 'other way', 'end alternate', 'give back alternate'],
    ...['send report', 'send report file', 'not for report', 'refuse report'],
    ...[
      'listening',
      'begin listening',
      'change listening',
      'send listening',
      'withdraw listening',
      'call off listening',
    ],
    ...['listening round', 'answer listening', 'change listening answer', 'take back listening answer'],
    ...['listening answers', 'merge answers', 'move listening answer', 'rename need', 'split need', 'same need'],
    ...[
      'open listening vote',
      'decide without vote',
      'listening vote',
      'need',
      'decide need',
      'start need',
      'finish need',
    ],
    ...['tell listening results', 'recommend', 'recommend change'],
    ...[
      'office hours',
      'schedule',
      'set office hours',
      'pause office hours',
      'resume office hours',
      'end office hours',
    ],
    ...['take slot', 'call off slot'],
    ...['announcements', 'read announcement', 'ask about announcement', 'show announcement'],
    'ask me again',
    'ask me no more',
    'tell supervisor',
    'open door',
    'answer voice',
    'voice themes',
    'home',
    'more',
    'help',
    'my requests',
    'my liaison',
    'hours',
    'queue',
    'triage',
    'at risk',
    'escalated',
    'all open',
    'resolved',
    'by agency',
    'find',
    'search',
  ],
];

describe('buttons and forms that were sent before', () => {
  test.each(sentBefore)('%s "%s" is read', (name, about, guards) => {
    expect(findDeed(name)?.guard?.(about)).toEqual(guards);
  });

  test.each(aboutNoRequest)('%s is about no request', (name) => {
    expect(findDeed(name)).toBeDefined();
    expect(findDeed(name)?.guard).toBeUndefined();
  });

  test('are all there are: a new deed is added to the lists above', () => {
    const known = new Set([...sentBefore.map(([name]) => name), ...aboutNoRequest, 'move office', 'have this']);
    expect(deedNames.filter((name) => !known.has(name))).toEqual([]);
  });

  test('are typed only where they show something: what does something at once would be a question as well', () => {
    expect(features.flatMap(({ phrases = {} }) => Object.values(phrases)).filter(isAtOnce)).toEqual([]);
  });

  test('do at once what they did at once', () => {
    const atOnce = [
      'accept',
      'too late',
      'take over',
      'topic',
      'confirm',
      'decline',
      'add',
      ...['new', 'own question'],
      'rate',
      'back',
      'cancel absence',
      ...[
        'freeze baseline',
        'confirm closure',
        'withdraw closure',
        'confirm year',
        'publish promises',
        'pulse',
        ...['send again', 'set aside', 'hear again', 'leave unheard', 'works there', 'works elsewhere'],
        ...['approve answer', 'answer helped', 'join now'],
        'take back topic',
        ...['meeting held', 'send minutes', 'confirm minutes', 'end meetings', 'accept finding'],
        ...['training sign up', 'training give up', 'training useful', 'training take part', 'training part no more'],
        ...['withdraw alternate', 'send report file', 'not for report'],
        ...['send listening', 'withdraw listening', 'take back listening answer', 'decide without vote', 'start need'],
        'tell listening results',
        ...['pause office hours', 'resume office hours', 'end office hours'],
        'send announcement',
        'withdraw announcement',
        'read announcement',
        'end session',
        'unlink account',
        'withdraw promises',
        'agency is',
        'hand all',
        'keep all',
        'take back',
        'leave all',
      ],
      ...['without name', 'stop surveys', 'reopen with', 'own recovery'],
      ...['rate office', 'office without name', 'stop office surveys'],
    ];
    expect(deedNames.filter(isAtOnce).sort()).toEqual(atOnce.sort());
  });
});

describe('what a press is about', () => {
  const all = press('x', { request: 'id', line: 'id?', after: 'word?' });
  const id = fc.integer({ min: 0, max: 999_999_999 });

  test('is read as it was written, whatever the words are', () => {
    fc.assert(
      fc.property(id, fc.option(id, { nil: undefined }), fc.string(), (request, line, after) => {
        const about = { request, after, ...(line !== undefined && { line }) };
        expect(all.read(all.to(about).about)).toEqual(about);
      }),
    );
  });

  test('may be nothing: the version alone is no value', () => {
    const list = press('list', { after: 'word?' });
    expect(list.read(list.to({}).about)).toEqual({});
    expect(list.read('')).toEqual({});
  });

  test('may be anything that a chat brings back: it is read, or it is nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `v2 ${text}`),
        ),
        (written) => {
          const about = all.read(written);
          if (about) expect(Number.isSafeInteger(about.request)).toBe(true);
        },
      ),
    );
  });

  test.each(['', ' ', 'v2', 'v2 line=1', 'v2 request=-1', 'v2 request=1e9', '12345678901', 'v2 request=%', 'R-1042'])(
    '"%s" is no request',
    (written) => expect(all.read(written)).toBeUndefined(),
  );
});
