import { expect, test } from 'vitest';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

const telling = {
  at: '2026-07-14T10:00',
  office: { surveys: { ...defaultSurveyRules(480), relationshipOn: ['07-15'] } },
};

test.each(inChats)(
  'in %s: all customers are asked, one says why, one leaves out the name, and one wants no more',
  { timeout: inChatsTimeout },
  async (chat, begin) => {
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'ben', 'sam']);
    const { ana, ben, sam } = seats;
    // Heard of, so that the desk can write to them.
    for (const each of [ana, ben, sam]) await each.says('help');
    await at('2026-07-15T09:01');
    for (const each of [ana, ben])
      expect(await each.seen()).toContain(
        'All in all, how satisfied are you with the help you get from the Procurement Office?',
      );
    expect(await sam.seen()).not.toContain('All in all');

    const said = await ana.presses('2 – Dissatisfied', { negative: 'efficiency,ease', comment: 'It takes weeks.' });
    expect(said).toContain('that helps us');
    await story.settle();
    expect(await ana.seen()).toContain('You rated the Procurement Office with 2 of 5.');
    expect(await ana.seen()).toContain('What you wrote is noted.');
    expect(await sam.seen()).toContain('2 of 5 for the Procurement Office');
    expect(await sam.seen()).toContain('It takes weeks.');
    expect(await sam.presses('Themes', { themes: 'time,steps' })).toContain('Noted: How long it took');
    expect(await sam.seen()).toContain('How long it took · Forms, steps and systems');
    await sam.presses('Answer', { text: 'May I call you about it?' });
    expect(await ana.seen()).toContain('Sam Reed answered you');
    expect(await ana.seen()).toContain('May I call you about it?');

    await ben.presses('Answer without my name');
    expect(await ben.seen()).toContain('Nobody in the office sees that this answer is yours.');
    await ben.presses('Don’t ask me anymore');
    expect(await ben.seen()).toContain('We won’t ask you how we did anymore.');
    await at('2026-08-17T10:00');
    expect(await ben.seen()).not.toContain('Would you tell us');
    const [result] = await story.store.transaction((tx) => tx.relationships.results(1, '2026-07-01', '2026-08-01'));
    expect(result?.counts).toMatchObject({ served: 3, invited: 3, answered: 1, declined: 1 });
    const asked = result?.channels.find((each) => each.chat === chat.toLowerCase());
    expect(asked).toMatchObject({ invited: 2, answered: 1, elsewhere: 0, declined: 1 });
    expect(story.failures).toEqual([]);
  },
);
