import { randomUUID } from 'node:crypto';
import type { Line, Transcript } from '../../adapters/try-it/transcript.ts';

/** A transcript that lives as long as the process. What goes in and out is copied, as a database would. */
export function memoryTranscript(): Transcript {
  const lines: (Line & { deliveryId?: string })[] = [];
  const shown = ({ deliveryId: _, ...line }: Line & { deliveryId?: string }): Line => structuredClone(line);
  return {
    async append(line) {
      const known = line.deliveryId === undefined ? undefined : lines.find((one) => one.deliveryId === line.deliveryId);
      if (known) return shown(known);
      const added = structuredClone({ ...line, lineId: randomUUID() });
      lines.push(added);
      return shown(added);
    },
    async replace(lineId, message) {
      const line = lines.find((one) => one.lineId === lineId);
      if (!line) return undefined;
      line.message = structuredClone(message);
      return shown(line);
    },
    async find(deliveryId) {
      const line = lines.find((one) => one.deliveryId === deliveryId);
      return line && shown(line);
    },
    async read(address, limit) {
      return lines
        .filter((line) => line.address === address)
        .slice(-limit)
        .map(shown);
    },
  };
}
