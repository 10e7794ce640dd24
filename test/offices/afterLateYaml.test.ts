import { expect, it } from 'vitest';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const boss = 'sam@gov.example';

it('office.yaml says what follows after a broken promise, to whom, and when nobody is rung', async () => {
  const yaml = yamlWith(
    'targets:',
    `after_late: { every: 2 business days, tell: [[supervisor], [head]] }
head: ${boss.toUpperCase()}
quiet_hours: 21:00 - 06:30
escalations: [{ name: first, percent: 50, tell: [liaison] }]
targets:`,
  );
  const { policy } = await soundOffice({ 'office.yaml': yaml });
  expect(policy).toMatchObject({
    repeats: { everyDays: 2, tell: [['supervisor'], ['head']] },
    head: boss,
    quietHours: { from: '21:00', to: '06:30' },
    escalations: [{ name: 'first', percent: 50, tell: ['liaison'] }],
  });
});

it.each([
  [
    'escalations: [{ percent: 50, tell: [head] }]',
    'escalations[1].tell names the head; write head: with their e-mail too',
  ],
  [
    'escalations: [{ name: a, percent: 50, tell: [liaison] }, { name: a, percent: 60, tell: [backup] }]',
    'escalations[2].name is "a" for the second time; choose another',
  ],
  [
    'after_late: { every: 1 business day, tell: [[head]] }',
    'after_late.tell names the head; write head: with their e-mail too',
  ],
  [
    'after_late: { every: 4 hours, tell: [] }',
    'after_late.every is "4 hours"; write whole business days, such as 1 business day',
  ],
  ['quiet_hours: at night', 'quiet_hours is "at night"; write two times of the day, such as 20:00-07:00'],
  ['head: nobody@state.example', 'head is nobody@state.example, who is no supervisor or administrator in people.csv'],
])('%s is told with what to do', async (line, problem) => {
  const problems = await problemsOf({ 'office.yaml': yamlWith('targets:', `${line}\ntargets:`) });
  expect(problems.filter((each) => each.startsWith('office.yaml:12:')).join('\n')).toContain(problem);
});
