import { describe, expect, test } from 'vitest';
import { type Action, actions, may, mayOfAgency } from '../../src/people/permissions.ts';
import { type Actor, type Membership, officesAs, type Role, requesterships } from '../../src/people/person.ts';

const [here, elsewhere] = [1, 2];
const [dot, agr] = [10, 20];
const [asker, holder, backup] = [1, 2, 3];

const actor = (
  id: number,
  role: Role | null,
  officeId = here,
  agencyId: number | null = null,
  active = true,
): Actor => ({
  person: { id, name: 'Somebody', email: null, zone: null, active },
  memberships: role ? [{ personId: id, officeId, role, agencyId, confirmed: true } satisfies Membership] : [],
});
const role = (is: Role, officeId: number, agencyId: number | null = null): Membership => ({
  personId: backup,
  officeId,
  role: is,
  agencyId,
  confirmed: true,
});
/** A request of Transportation: asked by 1, held by 2, whose backup is 3. */
const request = { officeId: here, requesterId: asker, holderId: holder, coverIds: [holder, backup] };

const all = actions;
const office: Action[] = [
  'see',
  'change topic',
  'reply',
  'note',
  'ask agency',
  'resolve',
  'hand over',
  'confirm person',
  'see notes',
  'keep answer',
];
const own: Action[] = [
  'see',
  'add',
  'mark urgent',
  'withdraw',
  'write again',
  'go on',
  'accept',
  'reopen',
  'change topic',
  'rate',
  'say too late',
  'say answered',
  'join',
];

describe('who may do what', () => {
  test.each<[string, Actor, Action[]]>([
    ['the asker', actor(asker, 'requester', here, dot), own],
    ['a colleague of the same agency', actor(9, 'requester', here, dot), []],
    ['the head of the agency', actor(9, 'agency head', here, dot), []],
    ['staff of another agency', actor(9, 'requester', here, agr), []],
    ['the asker, not known anywhere yet', actor(asker, null), own],
    ['the holder', actor(holder, 'liaison'), [...office, 'say longer', 'see rating']],
    ['the backup', actor(backup, 'liaison'), [...office, 'take over', 'have this']],
    ['another liaison of the office', actor(9, 'liaison'), []],
    ['a liaison of another office', actor(9, 'liaison', elsewhere), []],
    ['who held it and is no liaison anymore', actor(holder, null), []],
    [
      'the supervisor',
      actor(9, 'supervisor'),
      [...office, 'take over', 'have this', 'change priority', 'say longer', 'see rating'],
    ],
    ['the supervisor of another office', actor(9, 'supervisor', elsewhere), []],
    ['the administrator', actor(9, 'administrator'), ['hand over', 'have this', 'see']],
    ['somebody unknown', actor(9, null), []],
    ['the asker who has left', actor(asker, 'requester', here, dot, false), []],
    ['the holder who has left', actor(holder, 'liaison', here, null, false), []],
    ['a supervisor who has left', actor(9, 'supervisor', here, null, false), []],
  ])('%s', (_, who, allowed) => {
    expect(all.filter((action) => may(who, action, request)).sort()).toEqual([...allowed].sort());
  });

  test.each<[string, Membership[], Action[], Action[]]>([
    [
      'a supervisor of both',
      [role('supervisor', here), role('supervisor', elsewhere)],
      [...office, 'take over', 'have this', 'change priority', 'say longer', 'see rating'],
      [...office, 'take over', 'have this', 'change priority', 'say longer', 'see rating'],
    ],
    [
      'the backup here, a customer there',
      [role('liaison', here), role('requester', elsewhere, dot)],
      [...office, 'take over', 'have this'],
      [],
    ],
    ['a customer here, a liaison there', [role('requester', here, dot), role('liaison', elsewhere)], [], []],
    [
      'the backup here, supervisor there',
      [role('liaison', here), role('supervisor', elsewhere)],
      [...office, 'take over', 'have this'],
      [...office, 'take over', 'have this', 'change priority', 'say longer', 'see rating'],
    ],
  ])('%s: in either office what the role there allows', (_, memberships, allowed, allowedThere) => {
    const who: Actor = { ...actor(backup, null), memberships };
    const there = { officeId: elsewhere, requesterId: asker, holderId: 7, coverIds: [7, 8] };
    expect(all.filter((action) => may(who, action, request)).sort()).toEqual([...allowed].sort());
    expect(all.filter((action) => may(who, action, there)).sort()).toEqual([...allowedThere].sort());
  });

  test.each<[string, Actor, boolean]>([
    ['its head', actor(9, 'agency head', here, dot), true],
    ['the head of another agency', actor(9, 'agency head', here, agr), false],
    ['its head, by the file of another office', actor(9, 'agency head', elsewhere, dot), false],
    ['its head who has left', actor(9, 'agency head', here, dot, false), false],
    ['somebody of the agency', actor(9, 'requester', here, dot), false],
    ['its liaison', actor(9, 'liaison'), false],
    ['the supervisor', actor(9, 'supervisor'), true],
    ['the administrator', actor(9, 'administrator'), true],
    ['the supervisor of another office', actor(9, 'supervisor', elsewhere), false],
  ])('the month of an agency: %s', (_, who, sees) => {
    expect(mayOfAgency(who, 'see month', { officeId: here, agencyId: dot })).toBe(sees);
  });

  test('what a liaison asked of another office is theirs as an asker alone, whatever they are here', () => {
    const who: Actor = { ...actor(holder, null), memberships: [role('liaison', here), role('requester', here, dot)] };
    const asked = { officeId: elsewhere, requesterId: holder, holderId: 7, coverIds: [7] };
    expect(all.filter((action) => may(who, action, asked)).sort()).toEqual([...own].sort());
  });

  test('in triage nobody but the asker and the supervisor may do anything', () => {
    const triage = { ...request, holderId: null, coverIds: [] };
    expect(all.filter((action) => may(actor(holder, 'liaison'), action, triage))).toEqual([]);
    expect(may(actor(9, 'supervisor'), 'hand over', triage)).toBe(true);
  });
});

describe('the agencies of a person', () => {
  const unsure = (membership: Membership): Membership => ({ ...membership, confirmed: false });

  test.each<[string, Membership[], [number, boolean][]]>([
    ['one that two offices list', [role('requester', here, dot), role('requester', elsewhere, dot)], [[dot, true]]],
    [
      'two of one office',
      [role('requester', here, dot), role('requester', here, agr)],
      [
        [dot, true],
        [agr, true],
      ],
    ],
    [
      'confirmed by one office, not by the other',
      [unsure(role('requester', here, dot)), role('requester', elsewhere, dot)],
      [[dot, true]],
    ],
    ['confirmed by nobody', [unsure(role('requester', here, dot))], [[dot, false]]],
    ['none of somebody who answers', [role('liaison', here)], []],
  ])('%s', (_, memberships, agencies) => {
    const found = requesterships({ ...actor(backup, null), memberships });
    expect(found.map(({ agencyId, confirmed }) => [agencyId, confirmed])).toEqual(agencies);
    expect(requesterships({ ...actor(backup, null, here, null, false), memberships })).toEqual([]);
  });

  test('whoever supervises two offices does so in both', () => {
    const memberships = [role('supervisor', here), role('supervisor', elsewhere), role('requester', here, dot)];
    expect(officesAs({ ...actor(backup, null), memberships }, 'supervisor')).toEqual([here, elsewhere]);
  });
});
