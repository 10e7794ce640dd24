import { expect, test } from 'vitest';
import { type Button, buttonsOf } from '../../src/chat/message.ts';
import { type MenuPart, menu, moreOf } from '../../src/feature/menu.ts';
import type { Actor } from '../../src/people/person.ts';
import type { Tx } from '../../src/store.ts';

const button = (label: string): Button => ({ label, press: { name: label, about: 'v2' } });
const parts = (...labels: string[]): MenuPart[] =>
  labels.map((label) => async () => ({ blocks: [], buttons: [button(label)] }));
// The parts of this menu ask nobody anything.
const [tx, actor, now] = [{} as Tx, {} as Actor, new Date(0)];
const labels = async (programme: readonly MenuPart[]) => {
  const said = await menu({ own: parts('My requests'), programme, more: button('More') }, tx, actor, now);
  return buttonsOf(said).map(({ label }) => label);
};

test('three ways of the programme stand beside the others, more of them behind one button', async () => {
  const three = ['Announcements', 'Meetings', 'Training'];
  expect(await labels(parts(...three))).toEqual(['My requests', ...three]);
  expect(await labels(parts(...three, 'Reviews'))).toEqual(['My requests', 'More']);
  const more = await moreOf(parts(...three, 'Reviews'), tx, actor, now);
  expect(buttonsOf(more).map(({ label }) => label)).toEqual([...three, 'Reviews']);
});

test('where there is nothing behind it, it says so', async () => {
  expect(await moreOf([], tx, actor, now)).toEqual({
    blocks: [{ kind: 'text', text: ['There is nothing more for you here.'] }],
  });
});
