import type { StoredFile } from '@sextant/db/files/file.model'
import { asProblem, Problem, problemFrom } from '../app/problem'

/**
 * Sends a file as it is, telling how many bytes have gone. `fetch` cannot tell that, hence XMLHttpRequest. Throws a `Problem`; a send that was stopped throws
 * one with the code `aborted`.
 */
export function sendFile(
  file: File,
  tell: (sentBytes: number) => void,
  stop: AbortSignal,
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/crm/files?name=${encodeURIComponent(file.name.slice(-255))}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', file.type || 'text/csv')
    request.responseType = 'text'
    request.upload.onprogress = event => tell(event.loaded)
    request.onerror = () => reject(new Problem('offline', 0, ''))
    request.onabort = () => reject(new Problem('aborted', 0, ''))
    request.onload = () => {
      const { status, responseText } = request
      const response = new Response(responseText || null, { status: status < 200 ? 500 : status })
      if (response.ok) return resolve(JSON.parse(responseText) as StoredFile)
      problemFrom(response).then(reject, error => reject(asProblem(error)))
    }
    if (stop.aborted) return reject(new Problem('aborted', 0, ''))
    stop.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
