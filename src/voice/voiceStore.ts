import type { Voice, VoiceWords } from './voice.ts';

export interface VoiceStore {
  /** Answers with its id. */
  open(voice: Omit<Voice, 'id'>): Promise<number>;
  /** Locked until the transaction ends. */
  one(id: number): Promise<Voice | undefined>;
  toldTo(id: number, readers: number[]): Promise<void>;
  add(voiceId: number, words: VoiceWords): Promise<void>;
  words(voiceId: number): Promise<VoiceWords[]>;
  /** How many things and answers this person has told since then, in whichever office. */
  countSince(personId: number, since: Date): Promise<number>;
}
