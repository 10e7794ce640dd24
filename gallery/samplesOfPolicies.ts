import type { PolicyVersion } from '../src/offices/policyStore.ts';
import * as policies from '../src/policies/words.ts';
import { facts, now, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** What the office promises, as those see it who look after it. */

const { policy } = facts().rules;
const spec = { ...policy, agreements: [{ name: 'Vendor newsletters', for: { agencies: ['DNR'] }, targets: null }] };
const version = (number: number, more: Partial<PolicyVersion> = {}): PolicyVersion => ({
  ...{ id: number, officeId: office.id, version: number, spec, from: now, begun: true, movesOpen: false },
  ...{ publishedBy: sam.id, publishedAt: now, asVersion: null, withdrawnAt: null },
  ...more,
});
const zone = 'America/New_York';
const later = version(3, { begun: false, from: new Date('2026-07-01T04:00:00Z') });
const changes = ['normal, first reply: 4 business hours → 1 business day (8 business hours)'];
const promised = { office, now: version(2), planned: [{ ...later, changes }], zone };
const moves = { later: [1042, 1043], earlier: [], late: [1044], unknown: [], unpromised: [] };
const kept = (met: number) => ({ due: 120, met });
const seen = { moves, past: [{ kind: 'first_reply' as const, before: kept(109), after: kept(113) }] };
const change = { office: office.id, base: 2, which: 0, first: 480, next: 240, resolution: 2400 };
const message = (of: string, when: string, what: Extract<Sample, { message: unknown }>['message']): Sample => ({
  ...{ of, reader: 'office', when, message: what },
});

export const samplesOfPolicies: Sample[] = [
  message('list', 'A supervisor looks what is promised', policies.list([promised])),
  {
    ...{ of: 'promisesForm', reader: 'office', when: 'They change it' },
    form: policies.promisesForm(office, { name: 'Normal', targets: policy.targets.normal }, 480, change),
  },
  message(
    'preview',
    'They see what it would do',
    policies.preview(office, { changes, seen, today: '2026-06-01' }, change),
  ),
  message(
    'earlier',
    'They look what held before',
    policies.earlier(promised, [
      { ...version(1), by: sam.name, changes },
      { ...version(2), by: undefined, changes: [] },
    ]),
  ),
  message(
    'published',
    'It is published',
    policies.published(office, { changes, by: sam.name, from: null, openToo: true, zone }),
  ),
  message(
    'takenBack',
    'What was to hold is taken back',
    policies.takenBack(office, { by: sam.name, from: later.from, zone }),
  ),
];
