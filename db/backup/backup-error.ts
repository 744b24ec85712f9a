/** A backup cannot be made, or is not one to be restored here; the message says why and what to do, in one sentence or two. */
export class BackupError extends Error {
  override name = 'BackupError'
}
