import { type Actor, headships, worksAs } from '../people/person.ts';

/** Whoever works for an office, or heads an agency, has something to see at the desk's page. */
export const hasPage = (actor: Actor): boolean =>
  worksAs(actor, 'liaison', 'supervisor', 'administrator') || headships(actor).length > 0;
