import type { Field } from '../chat/message.ts';

/** What the page gives away as a file: whole, or written bit by bit as there is room for it. */
export type Taken = {
  /** With its ending, in any letters. */
  name: string;
  type: string;
  content: Uint8Array | ((sink: TakenSink) => Promise<void>);
};

export type TakenSink = { write(chunk: Uint8Array): Promise<void>; end(): Promise<void> };

/** A form that is answered with a file. */
export type OrderForm = { title: string; fields: readonly Field[]; submit: string };

/** What is to be mended before there is a file, by the names of fields. */
export type Unordered = { form: OrderForm; errors: Record<string, string> };
