import { expect, test } from 'vitest';
import { features, findPhrase } from '../../src/features.ts';
import type { Actor } from '../../src/people/person.ts';
import { alternateRules } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const person = { id: 1, name: 'Somebody', email: null, zone: null, active: true };
const as = (...roles: Actor['memberships'][number]['role'][]): Actor => ({
  person,
  memberships: roles.map((role) => ({
    personId: 1,
    officeId: 1,
    role,
    agencyId: role === 'requester' ? 1 : null,
    confirmed: true,
  })),
});
const typed = (story: Story, actor: Actor): Promise<string[]> =>
  story.store.transaction(async (tx) => {
    const all = [];
    for (const feature of features) all.push(...((await feature.help?.(actor, tx)) ?? []));
    return all.map(({ type }) => type);
  });

/** What a role may type, as it stands in “help”: all of it, and nothing that is another's. */
const roles = {
  ana: ['my requests', 'my liaison', 'any update?', 'urgent', 'cancel', 'talk to a human', 'find salt', 'R-1042'],
  lee: ['my queue', 'late', 'resolved', 'find salt', 'my absences', 'my figures', 'digests', 'tell the supervisor'],
  sam: ['my queue', 'triage', 'at risk', 'escalated', 'all open', 'closures', 'promises', 'figures', 'my absences'],
  ada: ['closures', 'office closed today: snow', 'promises', 'figures'],
} as const;
const isOf = { ana: as('requester'), lee: as('liaison'), sam: as('supervisor'), ada: as('administrator') };

test.each(Object.keys(roles) as (keyof typeof roles)[])(
  '“help” shows %s everything, and each of it works',
  async (who) => {
    const story = await openStory(data.database, { office: { alternates: alternateRules } });
    await story.person('ana').asks('May I buy a drone?');
    const seat = story.person(who);
    await seat.says('Help!');
    const help = seat.last();
    expect(help).toContain('Type any of these, as they stand here:');
    for (const text of roles[who]) expect(help).toContain(`${text}: `);
    const theirs = await typed(story, isOf[who]);
    const others = Object.values(roles)
      .flat()
      .filter((text) => !theirs.includes(text));
    for (const text of others) expect(help, text).not.toContain(`\n- ${text}: `);
    for (const text of theirs) {
      const before = seat.sees().length;
      await seat.says(text.replace('R-1042', 'R-1001'));
      expect(seat.sees().length, text).toBeGreaterThan(before);
      expect(seat.last(), text).not.toMatch(/Nothing was sent|There is no such request|is a new question|belong to/u);
      expect(seat.last(), text).not.toContain('R-1002');
    }
    const opened = await story.store.transaction((tx) => tx.requests.read(1002));
    expect(opened, 'none of it is taken for a question').toBeUndefined();
  },
);

test('whatever can be typed and shows something stands in the help of somebody', async () => {
  const story = await openStory(data.database, { office: { alternates: alternateRules } });
  const shown = new Set<string | undefined>();
  for (const actor of Object.values(isOf))
    for (const text of await typed(story, actor)) shown.add(findPhrase(text)?.name);
  const all = new Set(features.flatMap((feature) => Object.values(feature.phrases ?? {})));
  expect([...all].filter((name) => !shown.has(name) && name !== 'home' && name !== 'help')).toEqual([]);
});

test('what no office of theirs offers stands in nobody’s help', async () => {
  const story = await openStory(data.database);
  for (const actor of Object.values(isOf))
    expect((await typed(story, actor)).join('\n')).not.toContain('alternate process');
});

test('a greeting in Spanish gets a word of Spanish; with a question it is one, and alone it is none', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  for (const text of ['hola', '¡Hola!', 'Hola, buenos días', 'Buenas tardes']) {
    await ana.says(text);
    expect(ana.last(), text).toContain('¡Hola! Escriba aquí su pregunta, también en español.');
    expect(ana.last(), text).toContain('Write your question here, in plain words.');
  }
  expect(lee.sees()).toEqual([]);
  await ana.says('Hola, buenos días, ¿puedo comprar un dron?');
  expect(ana.last()).toContain('¡Hola! Recibimos su pregunta. Lee Park has your question.');
  expect(lee.last()).toContain('R-1001 · Transportation: Hola, buenos días, ¿puedo comprar un dron?');
  await ana.says('¿Alguna novedad?');
  expect(ana.last()).toContain('Lee Park can see that you asked.');
  await ana.says('estado');
  expect(ana.last()).toContain('R-1001');
  await ana.says('Es urgente');
  expect(ana.last()).toContain('Is this urgent?');
  await ana.says('¡Muchas gracias!');
  expect(ana.last()).toBe('You are welcome.');
  await ana.says('Ayuda');
  expect(ana.last()).toContain('my requests: what you have asked');
  await ana.says('Ya no lo necesito');
  expect(ana.last()).toContain('Shall we close this?');
  await story.person('ben').says('Good morning');
  expect(story.person('ben').last(), 'in English nothing is added').not.toContain('Hola');
});
