import { expect, test } from 'vitest';
import { facesIn } from '../../../adapters/teams/out/faces.ts';
import { drawCard } from '../../../adapters/teams/out/render.ts';
import type { Message } from '../../../src/chat/message.ts';
import { say } from '../../contracts/samples.ts';
import { checkCard } from '../../support/teams/read-card.ts';

test('the picture of a person is shown to their own tenant, and to another nothing of them', () => {
  const accounts = [
    { platform: 'slack', workspace: 'T1', userId: 'U1' },
    { platform: 'teams', workspace: 'theirs', userId: 'aad-lee' },
  ];
  const face: Message = { blocks: [{ kind: 'face', photo: { of: 'Lee Park', accounts } }, ...say('Hi').blocks] };
  const here = drawCard(facesIn(face, 'theirs'), () => true);
  checkCard(here);
  expect(here.body[0]).toMatchObject({
    ...{ type: 'Component', name: 'graph.microsoft.com/user', view: 'compact' },
    properties: { id: 'aad-lee', displayName: 'Lee Park' },
    fallback: { type: 'RichTextBlock' },
  });
  const elsewhere = drawCard(facesIn(face, 'another'), () => true);
  checkCard(elsewhere);
  expect(JSON.stringify(elsewhere)).not.toContain('aad-lee');
  expect(elsewhere.body).toHaveLength(1);
});
