import { andList } from '../chat/andList.ts';

/** How a liaison is introduced who says nothing else. `before`: who it was; `topics`: of some alone. */
export function introduction({ name, office, topics, before }: Introduced): { title: string; text: string } {
  const about = topics.length > 0 ? ` about ${andList(topics)}` : '';
  const was = before.length > 0 ? ` Until now it was ${andList(before)}.` : '';
  return {
    title: `${name} is your liaison now`,
    text: `I answer your questions to ${office}${about} from now on.${was} Write here at any time.`,
  };
}

export type Introduced = {
  name: string;
  office: string;
  topics: readonly string[];
  before: readonly string[];
};
