import { expect, test } from 'vitest';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const SALT = 'Where do we buy road salt for the depots?';

/** Cy and Ana work for Transportation. */
async function begin(typingReplies = false) {
  const { people } = storyOffice();
  const cy = {
    email: 'cy@state.example',
    name: 'Cy Hale',
    zone: null,
    roles: [{ role: 'requester' as const, agency: 'DOT' }],
  };
  const emails = ['ana', 'ben', 'cy', 'lee', 'devon', 'maria', 'sam'].map((name) => `${name}@state.example`);
  const story = await openStory(data.database, {
    office: { people: [...people, cy], typingReplies },
    chats: (now) => [fakeChat({ now, emails })],
  });
  return {
    story,
    ana: story.person('ana'),
    ben: story.person('ben'),
    cy: story.person('cy'),
    lee: story.person('lee'),
  };
}

test('a colleague who asks the same joins, reads the replies and how it ends, and is told before who sees what', async () => {
  const { story, ana, cy, lee } = await begin();
  await ana.says(SALT);
  await cy.says('Where can I purchase road salt for depots?');
  const receipt = cy.last();
  expect(receipt).toContain('A colleague of yours has asked the same, and the office is working on it.');
  expect(receipt, 'neither who nor what').not.toContain('Ana');
  const before = await cy.presses('Join');
  expect(before).toContain(`A colleague at your agency asked: ${SALT}`);
  expect(before).toContain(
    'Your colleague and the office read your name, and that you joined. Your colleague reads nothing of what you wrote.',
  );
  expect(ana.last(), 'nothing is so before').not.toContain('Cy Hale');
  const rung = { ana: ana.sees().length, lee: lee.sees().length };
  expect(await cy.presses('Join them')).toBe('You joined R-1001. What the office replies there comes to you, too.');
  expect(cy.last()).toContain('You joined R-1001. You read here what the office replies there.');
  expect(ana.last()).toContain('Cy Hale has asked the same, and reads what the office replies here.');
  expect(lee.sees().join('\n')).toContain('Reads along: Cy Hale');
  expect({ ana: ana.sees().length, lee: lee.sees().length }, 'nobody is rung').toEqual(rung);
  expect(await cy.presses('Join them'), 'a press that comes twice').toContain('not possible');
  const form = await lee.answer('Reply');
  expect(JSON.stringify(form)).toContain('asked the same and joined: this goes to them, too.');
  await story.at('2026-06-01T11:00');
  await lee.presses('Reply', { text: 'At the depot in Yakima.' });
  expect(ana.last()).toContain('At the depot in Yakima.');
  expect(cy.last()).toBe(
    ['Lee Park, Procurement Office: At the depot in Yakima.', `R-1001·2 · ${SALT}`, 'You joined it with R-1002.'].join(
      '\n',
    ),
  );
  await lee.presses('Resolve', { outcome: 'answered', text: 'Ask for Jo there.' });
  expect(cy.last()).toContain('R-1001 is resolved: answered\nLee Park, Procurement Office: Ask for Jo there.');
  expect(cy.last()).toContain('Choose: I still need help');
  await cy.presses('I still need help', { text: 'Also on Sundays?' });
  expect(lee.last()).toContain('Also on Sundays?');
  await lee.presses('Reply', { text: 'No.' });
  expect(ana.last(), 'hers is another').not.toContain('No.');
  expect(cy.last()).toContain('R-1002·3');
  expect(story.failures).toEqual([]);
});

test('when the colleague withdraws it, whoever joined is asked whether they still need an answer', async () => {
  const { story, ana, cy, lee } = await begin();
  await ana.says(SALT);
  await cy.says(SALT);
  await cy.presses('Join');
  await cy.presses('Join them');
  await lee.says('R-1001');
  await lee.presses('Reply', { text: 'In Yakima.' });
  const withdrawn = await ana.presses('Withdraw', {});
  expect(withdrawn).toContain('R-1001 is withdrawn');
  expect(cy.last()).toContain('R-1001, which you had joined, was withdrawn by your colleague.');
  await cy.presses('I still need help', { text: 'Still, please.' });
  expect(cy.sees().join('\n')).toContain('You will have a reply by');
  expect(lee.last()).toContain('Still, please.');
  expect(story.failures).toEqual([]);
});

test('nobody joins somebody of another agency, another question, or what has ended', async () => {
  const { story, ana, ben, cy, lee } = await begin();
  await ana.says(SALT);
  await ben.says(SALT);
  expect(ben.last()).not.toContain('colleague');
  await cy.says('Where do we buy seed for the verges?');
  expect(cy.last()).not.toContain('colleague');
  await cy.asks(SALT);
  await cy.presses('Join');
  await lee.says('R-1001');
  await lee.presses('Resolve', { outcome: 'answered', text: 'In Yakima.' });
  expect(await cy.presses('Join them')).toBe(
    'Your colleague’s request is open no more. R-1004 goes on, and you get your own reply.',
  );
  expect(story.failures).toEqual([]);
});

test('once the office has replied to it, or it is another agency’s, nothing of a colleague is offered', async () => {
  const { ana, cy, lee } = await begin();
  await ana.says(SALT);
  await cy.says(SALT);
  expect(cy.last()).toContain('Join');
  await lee.says('R-1002');
  await lee.presses('Reply', { text: 'In Yakima.' });
  expect(cy.sees().join('\n')).not.toContain('A colleague of yours');
});

test('a reply that is changed or taken back reads so with whoever joined, unless they joined later', async () => {
  const { story, ana, cy, lee } = await begin(true);
  await ana.says(SALT);
  const thread = story.chat.seen('lee@state.example')[0]?.sentId ?? '';
  await lee.says('One moment.', { thread, key: 'early' });
  await story.at('2026-06-01T10:10');
  await cy.asks(SALT);
  await cy.presses('Join');
  await cy.presses('Join them');
  await story.at('2026-06-01T10:30');
  await lee.says('In Yakma.', { thread, key: 'typo' });
  expect(cy.last()).toContain('In Yakma.');
  const edit = (of: string, text: string) => story.chat.hand('lee@state.example', { kind: 'edit', of, text });
  await edit('typo', 'In Yakima.');
  await edit('early', 'Two moments.');
  await story.settle();
  const seen = cy.sees().join('\n');
  expect(seen).toContain('Lee Park (edited), Procurement Office: In Yakima.');
  expect(seen, 'of before they joined').not.toContain('moment');
  expect(story.failures).toEqual([]);
});

test('whoever works for another agency by now reads nothing more of what they joined', async () => {
  const { story, ana, cy, lee } = await begin();
  await ana.says(SALT);
  await cy.says(SALT);
  await cy.presses('Join');
  await cy.presses('Join them');
  const { people } = storyOffice();
  const moved = {
    ...{ email: 'cy@state.example', name: 'Cy Hale', zone: null },
    roles: [{ role: 'requester' as const, agency: 'AGR' }],
  };
  const setup = storyOffice({ people: [...people, moved] });
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, setup, story.now());
    await applyImport(tx, plan, {}, story.now(), importDuties(story.now));
  });
  await lee.says('R-1001');
  await lee.presses('Reply', { text: 'In Yakima.' });
  await lee.says('R-1001');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Ask for Jo there.' });
  expect(ana.sees().join('\n')).toContain('In Yakima.');
  expect(cy.sees().join('\n')).not.toMatch(/Yakima|Jo there/u);
  expect(lee.sees().join('\n'), 'nobody thinks that they do').not.toContain('this goes to them, too');
  expect(story.failures).toEqual([]);
});
