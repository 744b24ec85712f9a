import * as v from 'valibot'

const text = v.pipe(v.string(), v.nonEmpty())
const url = v.pipe(v.string(), v.url())

/** What a process reads from its environment of where files on records are kept: a folder, or a bucket where `SEXTANT_S3_ENDPOINT` is set. */
export const blobEntries = {
  /** By default `files` in the data folder. */
  SEXTANT_FILES: v.optional(text),
  SEXTANT_S3_ENDPOINT: v.optional(url),
  SEXTANT_S3_BUCKET: v.optional(text),
  SEXTANT_S3_REGION: v.optional(text, 'us-east-1'),
  SEXTANT_S3_ACCESS_KEY: v.optional(text),
  SEXTANT_S3_SECRET_KEY: v.optional(text),
}
type BlobEnvironment = v.InferOutput<v.ObjectSchema<typeof blobEntries, undefined>>

/** Where files are kept. */
export type BlobPlace =
  | { folder: string }
  | { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }

/** Reads the place from what was given. Throws where a bucket is named in part. */
export function blobPlace(given: BlobEnvironment, dataFolder = '.sextant'): BlobPlace {
  const { SEXTANT_S3_ENDPOINT: endpoint, SEXTANT_S3_BUCKET: bucket, SEXTANT_S3_REGION: region } = given
  if (!endpoint) return { folder: given.SEXTANT_FILES ?? `${dataFolder}/files` }
  const { SEXTANT_S3_ACCESS_KEY: accessKey, SEXTANT_S3_SECRET_KEY: secretKey } = given
  if (!bucket || !accessKey || !secretKey)
    throw new Error(
      'SEXTANT_S3_ENDPOINT is set: set SEXTANT_S3_BUCKET, SEXTANT_S3_ACCESS_KEY and SEXTANT_S3_SECRET_KEY too.',
    )
  return { endpoint, bucket, region, accessKey, secretKey }
}
