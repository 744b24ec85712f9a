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
} as const satisfies { readonly [K in FileEventKind]: string }

export const isOfFile = (kind: string): kind is FileEventKind => kind in verbs

/** What became of a file, in the reader's words. */
export function fileSentence(
  kind: FileEventKind,
  { payload }: TimelineEvent,
  by: string | undefined,
): { icon: 'file'; title: string; detail?: string } {
  const { name, was, finding }: PayloadMembers<typeof attachmentEvents.renamed> & { finding?: unknown } =
    payload
  const detail = typeof was === 'string' ? t('was', { name: was }) : finding
  return {
    icon: 'file',
    title: t(verbs[kind], { name: String(name ?? '') }),
    detail: beside(detail, by) || undefined,
  }
}
