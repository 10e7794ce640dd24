import { type Finding, note, ok } from '../../../src/chat/finding.ts';
import type { InstalledOptions } from './installed.ts';
import { unseal } from './seal.ts';

/** While the key of the tokens is changed: whether the former one can be left out. */
export async function checkKeys({
  installations,
  tokenKeys: [first, ...former],
}: Pick<InstalledOptions, 'installations' | 'tokenKeys'>): Promise<Finding[]> {
  if (former.length === 0) return [];
  const rows = await installations.all();
  const waiting = rows.filter(
    ({ sealed, workspace }) =>
      unseal(sealed, first, workspace) === undefined &&
      former.some((key) => unseal(sealed, key, workspace) !== undefined),
  ).length;
  if (waiting === 0) return [ok('no token is sealed with the former SLACK_TOKEN_KEY any more: it can be left out')];
  return [
    note(
      `${waiting} of ${rows.length} tokens ${waiting === 1 ? 'is' : 'are'} still sealed with the former SLACK_TOKEN_KEY: leave it in until a desk that was started with both has sealed them anew`,
    ),
  ];
}
