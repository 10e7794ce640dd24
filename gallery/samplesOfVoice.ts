import { answered, answerForm, answerNotArrived, told } from '../src/exchanges/words.ts';
import { openDoor, tellForm } from '../src/voice/words.ts';
import { office, otherOffice, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** Telling the supervisor, and what comes back. */

const words = 'My last three questions went to three people.';
const one = { office, supervisors: ['Sam Reed'] };
const view = { exchange: 7, office: office.name, by: undefined, opening: null, said: [{ by: undefined, text: words }] };
const reply = { by: sam, text: 'Thank you. From Monday on Lee has all of your questions.' };

export const samplesOfVoice: Sample[] = [
  { of: 'openDoor', reader: 'requester', when: 'They type “feedback”', message: openDoor([one]) },
  { of: 'tellForm', reader: 'requester', when: 'They tell the supervisor', form: tellForm([one]) },
  {
    ...{ of: 'tellForm', reader: 'requester', when: 'Several offices serve them' },
    form: tellForm([one, { office: otherOffice, supervisors: ['Kim Ito', 'Rae Moss'] }]),
  },
  { of: 'told', reader: 'office', when: 'Somebody tells it without a name', message: told(view) },
  {
    ...{ of: 'told', reader: 'office', when: 'It is told with a name, and answered' },
    message: told({ ...view, by: 'Ana Ruiz (Transportation)', said: [...view.said, reply] }),
  },
  {
    ...{ of: 'told', reader: 'office', when: 'The answer cannot be delivered' },
    message: told({ ...view, said: [...view.said, { ...reply, failed: true }] }),
  },
  {
    ...{
      of: 'answerNotArrived',
      reader: 'office',
      when: 'Their answer to somebody without a name cannot be delivered',
    },
    message: answerNotArrived(view, { to: undefined, reason: 'the account was closed', text: reply.text }),
  },
  {
    ...{ of: 'answerNotArrived', reader: 'office', when: 'Their answer to somebody with a name cannot be delivered' },
    message: answerNotArrived(view, { to: 'Ana Ruiz', reason: 'the account was closed', text: reply.text }),
  },
  { of: 'answerForm', reader: 'office', when: 'They answer somebody without a name', form: answerForm(7, words, true) },
  {
    ...{ of: 'answered', reader: 'requester', when: 'The supervisor answers' },
    message: answered(view, words, sam, reply.text),
  },
];
