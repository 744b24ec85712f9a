import type { Context } from '@sextant/db/core/context'
import type { StoredFile } from '@sextant/db/files/file.model'
import { readFile } from '@sextant/db/files/read-file'

/** A kept file, to be saved, a chunk at a time. It is never run as a page of ours. */
export function fileAnswer(
  reader: Pick<Context, 'db' | 'workspaceId'>,
  { id, name, bytes, contentType }: StoredFile,
  headers: Record<string, string> = {},
): Response {
  const chunks = readFile(reader, id)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void chunks.return(undefined),
  })
  const plain = name.replaceAll(/[^\w.-]+/g, '-')
  return new Response(body, {
    headers: {
      ...headers,
      'content-type': contentType,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}
