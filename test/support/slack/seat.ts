import type { ButtonAction } from '@slack/bolt';
import type { driver } from './driver.ts';
import type { SlackPerson, Workspace } from './workspace.ts';

/** A person of a story, seen from their own Slack. */
export function slackSeat(
  workspace: Workspace,
  drive: ReturnType<typeof driver>,
  person: SlackPerson,
  settle: () => Promise<void>,
) {
  /** Where it stands: below a message, or else in the modal that is open. */
  const newest = async (label: string): Promise<{ where: 'message' | 'modal'; ts: string; button: Raw }> => {
    const messages = await workspace.seen(person.dm);
    const message = messages.findLast(({ buttons }) => buttons.some((each) => labelOf(each) === label));
    const button = message?.buttons.find((each) => labelOf(each) === label);
    if (message && button) return { where: 'message', ts: message.ts, button };
    const shown = buttonsIn(workspace.modal(person.id)?.blocks).find((each) => labelOf(each) === label);
    if (!shown)
      throw new Error(`${person.name} sees no button “${label}” in:\n${messages.map(({ text }) => text).join('\n\n')}`);
    return { where: 'modal', ts: '', button: shown };
  };
  const seat = {
    person,
    async says(text: string, more?: Parameters<typeof drive.write>[2]) {
      await drive.write(person, text, more);
      await settle();
    },
    /** Presses the newest button of that label; with values, fills in the form that opens and sends it. */
    async presses(label: string, values?: Record<string, string>): Promise<string> {
      const { where, ts, button } = await newest(label);
      const action = { ...button, block_id: 'b', action_ts: drive.nextTs() } as unknown as ButtonAction;
      const before = workspace.shown.length;
      await drive.act(person, action, where, ts);
      const opened = workspace.shown.slice(before).map(({ text }) => text);
      const answer = values ? await drive.submit(person, values) : opened.join('\n');
      await settle();
      return answer;
    },
    async sees(): Promise<string[]> {
      return (await workspace.seen(person.dm)).map(({ text }) => text);
    },
    last: async (): Promise<string> => (await seat.sees()).at(-1) ?? '',
  };
  return seat;
}

type Raw = Record<string, unknown>;

const buttonsIn = (blocks: unknown): Raw[] =>
  (Array.isArray(blocks) ? (blocks as Raw[]) : [])
    .flatMap(({ elements, accessory }) => [...(Array.isArray(elements) ? (elements as Raw[]) : []), accessory as Raw])
    .filter((each) => each?.type === 'button');

const labelOf = (button: Record<string, unknown>): unknown => (button.text as { text?: string } | undefined)?.text;
