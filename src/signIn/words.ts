import type { Message } from '../chat/message.ts';
import { LINK_MINUTES } from '../sessions/sessions.ts';

/** The way to the page, for one person. */
export const openThePage = (url: string): Message => ({
  blocks: [
    { kind: 'heading', text: 'The desk’s page' },
    {
      kind: 'text',
      text: [
        'Requests, figures and who answers whom, in your browser. What you may see there is what you may see here.',
      ],
    },
    { kind: 'link', label: 'Open the page', url },
    {
      kind: 'small',
      text: [`The link is yours alone: it signs you in once, within ${LINK_MINUTES} minutes. Do not pass it on.`],
    },
  ],
});

export const noAddress: Message = {
  blocks: [
    {
      kind: 'text',
      text: ['The page has no address yet. Whoever runs this desk can give it one: the setting is PAGE_URL.'],
    },
  ],
};

/** On the page, where the office's provider signs people in. */
export const howToLink = (url: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'Your account of the office can sign you in, so that you need no link from the chat. Link it once, while a link from the chat has signed you in.',
      ],
    },
    { kind: 'link', label: 'Link an account', url },
  ],
});
