import { Refusal } from '../app/problem'

const tooLarge = (mostBytes: number) =>
  new Refusal(
    413,
    'too_large',
    `A file has at most ${mostBytes} bytes.`,
    {},
    {
      rule: 'attachment.too_large',
      params: { max: mostBytes },
    },
  )

/**
 * The body of a request, cut off where it becomes more than is taken, whatever its length was said to be: before anything is read where the sender says so, else as soon as it is. Throws
 * `Refusal` (413). A body that breaks off in the middle throws too.
 */
export async function* limitedBody(request: Request, mostBytes: number): AsyncGenerator<Uint8Array> {
  const said = Number(request.headers.get('content-length') ?? Number.NaN)
  if (said > mostBytes) throw tooLarge(mostBytes)
  let bytes = 0
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += piece.length
    if (bytes > mostBytes) throw tooLarge(mostBytes)
    yield piece
  }
  if (request.signal.aborted || bytes < said) throw new Refusal(400, 'malformed', 'The request broke off.')
}
