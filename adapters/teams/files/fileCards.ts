import { CARD_TYPE, FILE_OFFER_TYPE, FILE_SHOWN_TYPE, type Outbound } from '../in/activity.ts';
import { drawCard } from '../out/render.ts';

/** Longest name of a file without its ending, in characters. */
const LONGEST_NAME = 100;

/**
 * A name under which OneDrive takes the file: without the signs that it refuses, and told apart from others by the
 * delivery. Of two files of one name Teams would not even hand in the consent to the second, or overwrite the first.
 */
export function nameInDrive(name: string, deliveryId: string): string {
  const clean = name.replace(/["*:<>?/\\|#%~{}&]/gu, '_').replace(/\p{C}/gu, '');
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.\s]{1,10})?$/su.exec(clean) ?? [];
  const short = Array.from(stem.replace(/^[.\s]+|(?<![.\s])[.\s]+$/gu, ''))
    .slice(0, LONGEST_NAME)
    .join('');
  return `${short || 'file'} (${deliveryId.slice(0, 6)})${ending}`;
}

/** Offers a file: Teams asks for consent, and gives back the delivery alone. */
export function drawOffer(deliveryId: string, file: { name: string; bytes: Uint8Array }): Outbound {
  const name = nameInDrive(file.name, deliveryId);
  return {
    type: 'message',
    summary: name,
    attachments: [
      {
        contentType: FILE_OFFER_TYPE,
        name,
        content: {
          description: 'Allow it, and it is put into your OneDrive. The desk keeps it either way.',
          sizeInBytes: file.bytes.byteLength,
          acceptContext: { deliveryId },
          declineContext: { deliveryId },
        },
      },
    ],
  };
}

/** A file that lies in the person's OneDrive now. */
export const drawShown = (file: {
  contentUrl: string;
  name: string;
  uniqueId: string;
  fileType: string;
}): Outbound => ({
  type: 'message',
  summary: file.name,
  attachments: [
    {
      contentType: FILE_SHOWN_TYPE,
      contentUrl: file.contentUrl,
      name: file.name,
      content: { uniqueId: file.uniqueId, fileType: file.fileType },
    },
  ],
});

/** A file that was not taken, or could not be put there: it is kept, and a button offers it again. */
export function drawKept(deliveryId: string, name: string, why: 'declined' | 'failed'): Outbound {
  const text =
    why === 'declined'
      ? `“${name}” was not put into your OneDrive. The desk keeps it; you can ask for it again.`
      : `“${name}” could not be put into your OneDrive just now. The desk keeps it; please ask for it again.`;
  const card = drawCard({ blocks: [{ kind: 'text', text: [text] }] }, () => true);
  const again = 'Ask for the file again';
  const said = `${text}\nChoose: ${again}`;
  return {
    type: 'message',
    summary: text,
    attachments: [
      {
        contentType: CARD_TYPE,
        content: {
          ...card,
          fallbackText: said,
          actions: [{ type: 'Action.Execute', title: again, verb: 'file', data: { desk: { file: deliveryId } } }],
        },
      },
    ],
  };
}
