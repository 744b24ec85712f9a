const isStream = /^text\/(csv|event-stream)/

/**
 * What HEAD gives of the answer to GET: its status and headers, with the length that its body has (RFC 9110 section 8.6). A stream has none and is
 * ended, or it would wait for a reader for ever.
 */
export async function headOf(response: Response): Promise<Response> {
  const { status, headers, body } = response
  if (!body) return response
  if (isStream.test(headers.get('content-type') ?? '')) {
    await body.cancel().catch(() => undefined)
    return new Response(null, { status, headers })
  }
  const { byteLength } = await response.arrayBuffer()
  const all = new Headers(headers)
  all.set('content-length', String(byteLength))
  return new Response(null, { status, headers: all })
}
