import type { Attachment } from '@sextant/db/attachments/attachments.model'
import type { RecordName } from '@sextant/db/core/areas.model'
import { asProblem, Problem, problemFrom } from '../../app/problem'

/** Which record a file is put on. */
export interface OnRecord {
  entity: RecordName
  id: string
}

/**
 * Sends a file as it is, telling how many bytes have gone. `fetch` cannot tell that, hence XMLHttpRequest. With the same `key` it is the same file, however often it is sent. Throws a
 * `Problem`; a send that was stopped throws one with the code `aborted`.
 */
export function sendAttachment(
  { entity, id }: OnRecord,
  file: File,
  key: string,
  tell: (sentBytes: number) => void,
  stop: AbortSignal,
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ entity, recordId: id, name: file.name.slice(-255) })
    request.open('POST', `/crm/attachments?${query}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('idempotency-key', key)
    request.responseType = 'text'
    request.upload.onprogress = event => tell(event.loaded)
    request.onerror = () => reject(new Problem('offline', 0, ''))
    request.onabort = () => reject(new Problem('aborted', 0, ''))
    request.onload = () => {
      const { status, responseText } = request
      const response = new Response(responseText || null, { status: status < 200 ? 500 : status })
      if (response.ok) return resolve(JSON.parse(responseText) as Attachment)
      problemFrom(response).then(reject, error => reject(asProblem(error)))
    }
    if (stop.aborted) return reject(new Problem('aborted', 0, ''))
    stop.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
