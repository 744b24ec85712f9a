/** What a command answers, in Redis' own shapes. `status` is the one string that Upstash never encodes in base64. */
export type Reply = Status | string | number | null | Reply[]
/** A simple status such as `OK`, which is not a stored value. */
export type Status = { status: string }

export const OK: Status = { status: 'OK' }

/** A command that Redis would refuse; the message is Redis' own text, since clients match on it. */
export class CommandError extends Error {
  override name = 'CommandError'
}

export const syntaxError = () => new CommandError('ERR syntax error')

/** Parses a 64-bit integer as Redis does, or throws its error. */
export function integer(text: string): bigint {
  if (!/^-?(0|[1-9]\d{0,18})$/.test(text)) throw notAnInteger()
  return within64Bits(BigInt(text), 'ERR value is not an integer or out of range')
}

/** Throws `message` when the number does not fit a signed 64-bit integer. */
export function within64Bits(value: bigint, message: string): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new CommandError(message)
  return value
}

const notAnInteger = () => new CommandError('ERR value is not an integer or out of range')
