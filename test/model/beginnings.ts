import fc from 'fast-check';
import * as office from './office-commands.ts';
import * as outer from './outer-commands.ts';
import * as requester from './requester-commands.ts';
import type { Step } from './step.ts';
import { requesters } from './world.ts';

export type Beginning = readonly fc.Arbitrary<Step>[];

const just = (step: Step): fc.Arbitrary<Step> => fc.constant(step);
const [ana = '', , , , kim = ''] = requesters;

const asked: Beginning = [just(requester.asks(ana, 'purchasing')), just(outer.allArrives)];

/**
 * Where a walk may begin: several steps with one request, each of which chance rarely finds, and hardly ever all of them
 * in this order. What comes after them is anything. By the kind of fault that waits there.
 */
export const beginnings: Readonly<Record<string, Beginning>> = {
  'somebody new is vouched for, or not': [
    just(requester.asks(kim, 'purchasing')),
    just(outer.allArrives),
    requester.chooses,
    just(outer.allArrives),
    office.vouching,
  ],
  'the only reply fails for good, and its writer takes it for said': [
    ...asked,
    just(office.holderReplies),
    outer.refused,
    just(office.holderEndsWithoutWords),
  ],
  'a question crosses a reply': [
    ...asked,
    just(office.holderReplies),
    just(requester.writes(ana, 'in thread')),
    just(outer.allArrives),
  ],
  'the hours change after a time to finish was told': [
    ...asked,
    just(office.holderReplies),
    just(outer.allArrives),
    outer.closing,
    just(outer.aMinutePasses),
  ],
  'what was resolved is asked again': [...asked, just(office.holderEnds), just(outer.allArrives), requester.reopening],
  'what is written may belong to either of two': [
    ...asked,
    just(requester.asks(ana, 'contracts')),
    just(outer.allArrives),
    just(requester.writes(ana, 'free')),
    just(outer.allArrives),
    requester.placing,
  ],
};
