import type { BlobStore } from './blob-store'
import type { BlobPlace } from './blobs.model'
import { folderStore } from './folder-store'
import { s3Store } from './s3-store'

/** The store of a place. Nothing is reached before it is asked. */
export const openBlobs = (place: BlobPlace): BlobStore =>
  'folder' in place ? folderStore(place.folder) : s3Store(place)
