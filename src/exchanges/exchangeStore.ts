import type { Exchange, ExchangeWords, Opening } from './exchange.ts';

export interface ExchangeStore {
  /** Answers with its id. */
  open(exchange: Omit<Exchange, 'id'>): Promise<number>;
  /** Locked until the transaction ends. */
  one(id: number): Promise<Exchange | undefined>;
  toldTo(id: number, readers: number[]): Promise<void>;
  /** What stands above the words from now on. */
  reopen(id: number, opening: Opening): Promise<void>;
  add(exchangeId: number, words: Omit<ExchangeWords, 'failed'>): Promise<void>;
  /** These words, by their place among all of them, from 1, could not be delivered. */
  failed(exchangeId: number, place: number): Promise<void>;
  words(exchangeId: number): Promise<ExchangeWords[]>;
  /** How many things and answers this person has told since then, in whichever office. */
  countSince(personId: number, since: Date): Promise<number>;
}
