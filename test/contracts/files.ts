import { expect, test } from 'vitest';
import type { ChatWith } from '../../src/chat/capabilities.ts';
import type { FileHandle } from '../../src/chat/inbound.ts';
import type { Stand, Suite } from './talk.ts';

type FilesStand = Stand & {
  chat: ChatWith<'files'>;
  /** A person sends a file with their words. */
  attach(address: string, text: string, file: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<void>;
};

const BYTES = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 255, 13, 10]);

/** Files that people send. */
export const files: Suite<FilesStand> = {
  of: 'files',
  tests(talk) {
    const attached = async (): Promise<FileHandle> => {
      await talk.stand.attach(talk.one.address, 'Are these enough?', { name: 'three quotes.pdf', bytes: BYTES });
      const [event] = talk.kept;
      if (event?.kind !== 'message') throw new Error('a message was kept');
      const [handle, another] = event.files ?? [];
      if (!handle || another) throw new Error('with one file');
      expect(event.text).toBe('Are these enough?');
      return handle;
    };

    test('come with their message, and their bytes when they are asked for', async () => {
      const handle = await attached();
      expect(handle).toMatchObject({ name: 'three quotes.pdf', type: 'application/pdf' });
      const bytes = await talk.stand.chat.files.fetch(handle, talk.one);
      expect(Buffer.from(bytes).equals(BYTES)).toBe(true);
    });

    test('that are not there end in a ChatError', async () => {
      const handle = await attached();
      const fetching = talk.stand.chat.files.fetch({ ...handle, ref: 'none' }, talk.one);
      await expect(fetching).rejects.toMatchObject({ name: 'ChatError' });
    });
  },
};
