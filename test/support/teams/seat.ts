import type { Card, CardAction, CardElement } from '../../../adapters/teams/in/activity.ts';
import type { Story } from '../story.ts';
import type { TeamsPerson } from './connector.ts';
import { buttonsOf, cardsIn, offersIn, wordsOfActivity, wordsOfCard } from './read-card.ts';
import { activitiesAt, cardsOf, type InvokeBody, type TeamsStand } from './stand.ts';

/** A person of a story who sits in Teams: all they do goes through the adapter's HTTP entrance. */
export type TeamsSeat = {
  installs(): Promise<void>;
  removes(): Promise<void>;
  says(text: string, more?: Record<string, unknown>): Promise<void>;
  /** Presses the newest button of that label; with values, fills in the form that it opens and sends it. */
  presses(label: string, values?: Record<string, string>): Promise<string>;
  /** The newest button of that label. */
  button(label: string): CardAction;
  /** The newest card with a button of that label. */
  card(label: string): Card;
  /** Answers the newest offer of a file. */
  allowsFile(): Promise<void>;
  declinesFile(): Promise<void>;
  /** Sees a card again: what it shows now. */
  looksAt(card: Card): Promise<string>;
  sees(): string[];
  last(): string;
};

export function teamsSeat(story: Story, teams: TeamsStand, person: TeamsPerson): TeamsSeat {
  const posts = () => activitiesAt(teams, teams.account(person).address);
  const lines = () => posts().map(({ activity }) => activity);
  const post = async (more: Record<string, unknown>) => {
    const response = await teams.post(teams.activity(person, more));
    if (!response.ok) throw new Error(`Teams would send it again: ${response.status}`);
    await story.settle();
  };
  const invoke = async (name: string, value: unknown): Promise<InvokeBody> => {
    const { status, body } = await teams.invoke(person, name, value);
    if (status !== 200) throw new Error(`not taken: ${status}`);
    return body;
  };
  /** What the latest press was answered with, in a dialog. */
  let shown: Card[] = [];
  const cardWith = (label: string): Card => {
    const has = (card: Card) => buttonsOf(card).some(({ title }) => title === label);
    const card = lines().flatMap(cardsIn).findLast(has) ?? shown.findLast(has);
    if (!card) throw new Error(`${person.name} sees no button “${label}”`);
    return card;
  };
  const buttonOf = (label: string): CardAction => {
    const button = buttonsOf(cardWith(label)).findLast(({ title }) => title === label);
    if (!button) throw new Error(`${person.name} sees no button “${label}”`);
    return button;
  };
  const decide = async (action: 'accept' | 'decline'): Promise<void> => {
    const post = posts().findLast(({ activity }) => offersIn(activity).length > 0);
    const [offer] = post ? offersIn(post.activity) : [];
    if (!post || !offer) throw new Error(`${person.name} is offered no file`);
    const uploadUrl = teams.connector.driveUrl(offer.name);
    const uploadInfo = { uploadUrl, contentUrl: uploadUrl, name: offer.name, uniqueId: offer.name, fileType: '' };
    const value = {
      type: 'fileUpload',
      action,
      context: action === 'accept' ? offer.content.acceptContext : offer.content.declineContext,
      ...(action === 'accept' && { uploadInfo }),
    };
    const { status } = await teams.invoke(person, 'fileConsent/invoke', value, { replyToId: post.id });
    if (status !== 200) throw new Error(`not taken: ${status}`);
    await story.settle();
  };
  return {
    button: buttonOf,
    allowsFile: () => decide('accept'),
    declinesFile: () => decide('decline'),
    card: cardWith,
    async looksAt({ refresh }) {
      const answer = await invoke('adaptiveCard/action', { action: refresh?.action, trigger: 'automatic' });
      await story.settle();
      return said(answer);
    },
    installs: () => post({ type: 'installationUpdate', action: 'add' }),
    removes: () => post({ type: 'installationUpdate', action: 'remove' }),
    says: (text, more = {}) => post({ text, ...more }),
    sees: () => lines().map(wordsOfActivity),
    last: () => lines().map(wordsOfActivity).at(-1) ?? '',
    async presses(label, values) {
      const button = buttonOf(label);
      const inPlace = button.type === 'Action.Execute';
      const send = (data: unknown, sent: boolean) =>
        inPlace
          ? invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data } })
          : invoke(sent ? 'task/submit' : 'task/fetch', { data });
      const opened = await send(button.data, false);
      const [form] = cardsOf(opened);
      const answer = form && values ? await send(filledIn(form, values), true) : opened;
      shown = cardsOf(answer);
      await story.settle();
      return said(answer);
    },
  };
}

/** What a client sends: what stood in the inputs, what was typed over it, and the button's own data. */
function filledIn(form: Card, values: Record<string, string>): Record<string, unknown> {
  const isInput = (element: CardElement) => 'id' in element && 'value' in element;
  const initial = form.body.flatMap((element) =>
    isInput(element) && 'id' in element ? [[element.id, element.value]] : [],
  );
  const typed = Object.entries(values).map(([name, value]) => [`field.${name}`, value]);
  return { ...Object.fromEntries([...initial, ...typed]), ...form.actions?.at(-1)?.data };
}

function said(body: InvokeBody): string {
  if (typeof body.value === 'string') return body.value;
  if (typeof body.task?.value === 'string') return body.task.value;
  return cardsOf(body).map(wordsOfCard).join('\n');
}
