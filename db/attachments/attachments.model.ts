import * as v from 'valibot'
import { areas, type RecordName } from '../core/areas.model'

/** Of one file, unless the operator says otherwise: 1 GiB. */
export const usualMostBytes = 1024 ** 3
/** Of one record; the bin does not count. */
export const mostOfRecord = 1000
/** So long a file that was taken off its record can be brought back. */
export const binDays = 30

const kind = v.picklist(Object.keys(areas) as RecordName[])

/**
 * uploading: it is being sent, and nobody sees it. quarantined: it waits for the scanner. ready: it may be taken. refused: the scanner has found something, and
 * the bytes are gone.
 */
const attachmentStates = ['uploading', 'quarantined', 'ready', 'refused'] as const

/** Of a picture: `due` while it is being made. */
const thumbnails = ['none', 'due', 'made'] as const

/** A file on a record. */
export const Attachment = v.object({
  id: v.string(),
  entity: kind,
  recordId: v.string(),
  name: v.string(),
  bytes: v.number(),
  /** What its bytes are, whatever it is called. */
  mediaType: v.string(),
  /** Hexadecimal. */
  sha256: v.string(),
  state: v.picklist(attachmentStates),
  /** What the scanner has found in it. */
  finding: v.nullable(v.string()),
  /** Why the scanner could not be asked, where it is asked again. */
  trouble: v.nullable(v.string()),
  thumbnail: v.picklist(thumbnails),
  version: v.number(),
  /** The member who brought it; null for a key that belongs to nobody. */
  createdBy: v.nullable(v.string()),
  createdAt: v.string(),
  removedAt: v.nullable(v.string()),
  /** Whether the asker may give it another name, and take it off. */
  mayRename: v.boolean(),
  mayRemove: v.boolean(),
})
export type Attachment = v.InferOutput<typeof Attachment>

const recordId = v.pipe(v.string(), v.uuid('Write the id of a record.'))
const FileName = v.pipe(v.string(), v.maxLength(1000))

/** What a file is put on, and what it is called: paths, control characters and marks that turn the direction of a text are taken out of the name. */
export const AttachmentAsked = v.strictObject({ entity: kind, recordId, name: FileName })
export type AttachmentAsked = v.InferOutput<typeof AttachmentAsked>

export const AttachmentsAsked = v.strictObject({
  entity: kind,
  recordId,
  /** `true`: those in the bin. */
  removed: v.optional(v.picklist(['true', 'false']), 'false'),
})
export type AttachmentsAsked = v.InferOutput<typeof AttachmentsAsked>

/** The files of a record, the newest first. */
export const Attachments = v.object({
  results: v.array(Attachment),
  /** Whether the asker may add one. */
  mayAdd: v.boolean(),
  /** Of one file. */
  mostBytes: v.number(),
})
export type Attachments = v.InferOutput<typeof Attachments>

export const AttachmentChange = v.strictObject({ name: FileName })
