import * as v from 'valibot'
import { trimmed } from '../core/field.model'

/** The largest file that is taken, in bytes: 1 GiB. */
export const maxFileBytes = 1024 ** 3
export const chunkBytes = 1024 ** 2

export const StoredFile = v.object({
  id: v.string(),
  name: v.string(),
  contentType: v.string(),
  bytes: v.number(),
  /** Hexadecimal. */
  sha256: v.string(),
})
export type StoredFile = v.InferOutput<typeof StoredFile>

export const FileUpload = v.strictObject({
  name: trimmed(255),
})
export type FileUpload = v.InferOutput<typeof FileUpload>
