/**
 * A download that is written while it is read. The first piece is awaited, so that a refusal is still a problem with its status and
 * not a broken file.
 */
export async function textStream(pieces: AsyncGenerator<string>, fileName: string): Promise<Response> {
  const encoder = new TextEncoder()
  const first = await pieces.next()
  let waiting: string | undefined = first.done ? undefined : first.value
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (waiting !== undefined) {
        controller.enqueue(encoder.encode(waiting))
        waiting = undefined
        return
      }
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await pieces.return(undefined)),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}
