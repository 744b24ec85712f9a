import type { attachmentEvents } from '@sextant/db/attachments/attachments.events'
import type { PayloadMembers, TimelineEvent } from '@sextant/db/events/event.model'
import { beside } from '../../app/format'
import { t } from './file-events.text'

/** The kinds of event that tell of the files of a record. */
export type FileEventKind = (typeof attachmentEvents)[keyof typeof attachmentEvents]['kind']

const verbs = {
  'attachment.added': 'added',
  'attachment.renamed': 'renamed',
  'attachment.removed': 'removed',
  'attachment.restored': 'restored',
  'attachment.cleared': 'cleared',
  'attachment.refused': 'refused',
  'attachment.purged': 'purged',
} as const satisfies { readonly [K in Exclude<FileEventKind, 'attachment.moved'>]: string }

export const isOfFile = (kind: string): kind is FileEventKind => kind in verbs || kind === 'attachment.moved'

/** What became of a file, in the reader's words. */
export function fileSentence(
  kind: FileEventKind,
  { payload }: TimelineEvent,
  by: string | undefined,
): { icon: 'file'; title: string; detail?: string } {
  if (kind === 'attachment.moved') {
    const { files, way, entity }: PayloadMembers<typeof attachmentEvents.moved> = payload
    const word =
      way === 'away' ? (entity === 'lead' ? 'back' : 'along') : entity === 'lead' ? 'came' : 'returned'
    return { icon: 'file', title: t(`moved.${word}`, { n: Number(files) || 0 }), detail: by }
  }
  const { name, was, finding }: PayloadMembers<typeof attachmentEvents.renamed> & { finding?: unknown } =
    payload
  const detail = typeof was === 'string' ? t('was', { name: was }) : finding
  return {
    icon: 'file',
    title: t(verbs[kind], { name: String(name ?? '') }),
    detail: beside(detail, by) || undefined,
  }
}
