import type { Workspace } from './workspace.ts';

/** A PDF that somebody brought to Slack, as the event says that tells of it. */
export async function uploadTo(
  workspace: Workspace,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Record<string, unknown>> {
  const { upload_url: url, file_id: id } = await workspace.api('files.getUploadURLExternal', {
    filename: name,
    length: bytes.length,
  });
  await fetch(String(url), { method: 'POST', body: bytes });
  await workspace.api('files.completeUploadExternal', { files: [{ id, title: name }] });
  return { id, name, mimetype: 'application/pdf', size: bytes.length };
}
