import type { Message } from '../../chat/message.ts';
import { hidden, show } from '../../feature/answer.ts';
import { type Deed, deed } from '../../feature/deed.ts';
import type { PressOf, Shape } from '../../feature/press.ts';
import { type Actor, officesAs } from '../../people/person.ts';
import type { Tx } from '../../store.ts';
import { home, myLiaison } from '../home.ts';
import { allOpen, atRisk, myQueue, myRequests, triage } from '../look.ts';
import {
  allOpenPress,
  atRiskPress,
  homePress,
  myLiaisonPress,
  myRequestsPress,
  queuePress,
  triagePress,
} from '../presses.ts';

type Shown = (tx: Tx, actor: Actor, now: Date) => Promise<Message>;

const everybody = () => true;
const office = (actor: Actor) => officesAs(actor, 'liaison').length + officesAs(actor, 'supervisor').length > 0;
const supervisor = (actor: Actor) => officesAs(actor, 'supervisor').length > 0;

const list = <S extends Shape>(press: PressOf<S>, isTheirs: (actor: Actor) => boolean, shown: Shown): Deed =>
  deed(press, {
    async shows({ tx, actor, now }) {
      return isTheirs(actor) ? show(await shown(tx, actor, now)) : hidden;
    },
  });

/** What somebody may ask to see, by their roles. */
export const lists: Deed[] = [
  list(homePress, everybody, home),
  list(myRequestsPress, everybody, myRequests),
  list(myLiaisonPress, everybody, myLiaison),
  list(queuePress, office, myQueue),
  list(triagePress, supervisor, triage),
  list(atRiskPress, supervisor, atRisk),
  list(allOpenPress, supervisor, allOpen),
];
