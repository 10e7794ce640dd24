import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { FileHandle } from '../../src/chat/inbound.ts';
import type { Block, Form } from '../../src/chat/message.ts';

/**
 * A form travels in its own button, so that any desk can draw it again with the errors in it, whichever desk drew it
 * first. What comes back is only ever shown to the one who sent it: what they may do is decided at the deed itself.
 */
export type Packed = {
  form: Form;
  /** What is sent with it is a question. */
  asks?: boolean | undefined;
  quoted?: Quoted | undefined;
};
/** A message that somebody chose to ask about. */
export type Quoted = { by: string; text: string; link?: string | undefined; files?: FileHandle[] };

/** Far more than any form of the desk, far less than a small lie could blow up to. */
const LONGEST_UNPACKED = 400_000;

const field = {
  name: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  required: z.boolean(),
  initial: z.string().optional(),
};
const formSchema = z.object({
  title: z.string(),
  intro: z.array(z.custom<Block>((block) => typeof block === 'object' && block !== null)).optional(),
  fields: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['line', 'paragraph']), ...field, longest: z.number().optional() }),
      z.object({
        kind: z.enum(['choice', 'choices']),
        ...field,
        options: z.array(z.object({ value: z.string(), label: z.string() })),
      }),
      z.object({ kind: z.literal('date'), ...field }),
    ]),
  ),
  submit: z.string(),
  press: z.object({ name: z.string(), about: z.string() }),
});
const file = z.object({ ref: z.string(), name: z.string(), type: z.string(), size: z.number() });
const packedSchema = z.object({
  form: formSchema,
  asks: z.boolean().optional(),
  quoted: z
    .object({ by: z.string(), text: z.string(), link: z.string().optional(), files: z.array(file).optional() })
    .optional(),
});

export const pack = (packed: Packed): string => deflateRawSync(JSON.stringify(packed)).toString('base64url');

export function unpack(text: string): Packed | undefined {
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: LONGEST_UNPACKED });
    // Absent and undefined are the same here: it was written by `pack`.
    return packedSchema.parse(JSON.parse(bytes.toString('utf8'), revive)) as Packed;
  } catch {
    return undefined;
  }
}

/** A moment is a text on its way. */
const revive = (name: string, value: unknown): unknown =>
  name === 'when' && typeof value === 'string' ? new Date(value) : value;
