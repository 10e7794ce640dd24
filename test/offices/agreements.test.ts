import { expect, test } from 'vitest';
import { officeLines } from '../../src/offices/coverageWords.ts';
import { policyChanges } from '../../src/offices/ruleChanges.ts';
import { problemsOf, soundFiles, soundOffice } from './officeFolder.ts';

const targets = 'targets: { first_reply: 1 hour, next_reply: 1 hour, resolution: 1 day }';
const yaml = (agreements: string) => `${soundFiles['office.yaml']}agreements:\n${agreements}`;
const agreed = yaml(`  - name: Salt
    agencies: [dot]
    service_lines: [purchasing]
    priority: urgent
    ${targets}
    goal_percent: 50
  - { name: Auctions, service_lines: [contracts], targets: none }
`);

test('office.yaml says what is promised to some otherwise, and what is promised nobody', async () => {
  const { policy } = await soundOffice({ 'office.yaml': agreed });
  expect(policy.agreements).toEqual([
    {
      name: 'Salt',
      for: { agencies: ['DOT'], lines: ['purchasing'], priority: 'urgent' },
      targets: { firstReply: 60, nextReply: 60, resolution: 480 },
      goalPercent: 50,
    },
    { name: 'Auctions', for: { lines: ['contracts'] }, targets: null },
  ]);
});

test('news may be promised to whoever waits; without a word of it they are not', async () => {
  const text = soundFiles['office.yaml'].replace('resolution: 5 days }', 'resolution: 5 days, update: 2 days }');
  const office = await soundOffice({ 'office.yaml': text });
  const before = await soundOffice();
  expect([before, office].map(({ policy }) => policy.targets.normal.update)).toEqual([undefined, 960]);
  expect(officeLines(office).join('\n')).toContain('news at least every 2 business days (16 business hours)');
  const line = 'normal, news at least every:';
  expect(policyChanges(before.policy, office.policy)).toEqual([`${line} 2 business days (16 business hours)`]);
  expect(policyChanges(office.policy, before.policy)).toEqual([`${line} 2 business days (16 business hours) → none`]);
  const wrong = text.replace('update: 2 days', 'update: 0 days');
  expect((await problemsOf({ 'office.yaml': wrong })).join('\n')).toContain('targets.normal.update is "0 days"');
});

test('a check shows them, and an import what is different in them', async () => {
  const office = await soundOffice({ 'office.yaml': agreed });
  const before = await soundOffice();
  const said = officeLines(office).join('\n');
  expect(said).toMatch(/Salt +first reply 1 business hour, .*\(DOT; purchasing; urgent\)/u);
  expect(said).toMatch(/Auctions +no time is promised \(contracts\)/u);
  expect(policyChanges(before.policy, office.policy)).toEqual([
    'Salt (DOT; purchasing; urgent): first reply 1 business hour, next reply 1 business hour, resolution 1 business day (8 business hours), goal 50%',
    'Auctions (contracts): no time is promised',
  ]);
  expect(policyChanges(office.policy, before.policy)).toEqual([
    'Salt: no agreement of its own anymore',
    'Auctions: no agreement of its own anymore',
  ]);
  const turned = { ...office.policy, agreements: office.policy.agreements?.toReversed() ?? [] };
  expect(policyChanges(office.policy, turned)).toEqual(['another agreement comes first']);
});

test.each([
  [`  - { name: A, service_lines: [sales], ${targets} }\n`, 'names "sales", which is no service line'],
  [`  - { name: A, agencies: [XYZ], ${targets} }\n`, 'names XYZ, which is no agency of the roster'],
  [
    `  - { name: A, ${targets} }\n  - { name: A, priority: urgent, ${targets} }\n`,
    'is "A", as agreements[1] is; choose another',
  ],
  [
    `  - { name: All, ${targets} }\n  - { name: B, priority: urgent, ${targets} }\n`,
    'never holds, since "All" above it matches all of the same; put it first',
  ],
  [
    `  - { name: A, targets: { first_reply: 2 days, next_reply: 1 hour, resolution: 1 day } }\n`,
    'is shorter than first_reply',
  ],
  [
    `  - { name: A, targets: { first_reply: 0 hours, next_reply: 1 hour, resolution: 1 day } }\n`,
    'which nobody can keep',
  ],
  ['  - { name: A, targets: soon }\n', 'write first_reply, next_reply and resolution, or none'],
])('an agreement that cannot be meant is told: %#', async (agreements, problem) => {
  expect((await problemsOf({ 'office.yaml': yaml(agreements) })).join('\n')).toContain(problem);
});
