import { describe, expect, test } from 'vitest';
import { type Action, actions, may } from '../../src/people/permissions.ts';
import type { Actor, Membership, Role } from '../../src/people/person.ts';

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
];
const own: Action[] = [
  'see',
  'add',
  'mark urgent',
  'withdraw',
  'write again',
  'accept',
  'reopen',
  'change topic',
  'rate',
];

describe('who may do what', () => {
  test.each<[string, Actor, Action[]]>([
    ['the asker', actor(asker, 'requester', here, dot), own],
    ['a colleague of the same agency', actor(9, 'requester', here, dot), []],
    ['staff of another agency', actor(9, 'requester', here, agr), []],
    ['the asker, not known anywhere yet', actor(asker, null), own],
    ['the holder', actor(holder, 'liaison'), office],
    ['the backup', actor(backup, 'liaison'), [...office, 'take over']],
    ['another liaison of the office', actor(9, 'liaison'), []],
    ['a liaison of another office', actor(9, 'liaison', elsewhere), []],
    ['who held it and is no liaison any more', actor(holder, null), []],
    ['the supervisor', actor(9, 'supervisor'), [...office, 'take over', 'change priority', 'see rating']],
    ['the supervisor of another office', actor(9, 'supervisor', elsewhere), []],
    ['the administrator', actor(9, 'administrator'), []],
    ['somebody unknown', actor(9, null), []],
    ['the asker who has left', actor(asker, 'requester', here, dot, false), []],
    ['the holder who has left', actor(holder, 'liaison', here, null, false), []],
    ['a supervisor who has left', actor(9, 'supervisor', here, null, false), []],
  ])('%s', (_, who, allowed) => {
    expect(all.filter((action) => may(who, action, request)).sort()).toEqual([...allowed].sort());
  });

  test('in triage nobody but the asker and the supervisor may do anything', () => {
    const triage = { ...request, holderId: null, coverIds: [] };
    expect(all.filter((action) => may(actor(holder, 'liaison'), action, triage))).toEqual([]);
    expect(may(actor(9, 'supervisor'), 'hand over', triage)).toBe(true);
  });
});
