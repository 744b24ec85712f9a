import type { Keyspace } from './keyspace'
import type { Reply } from './reply'

/**
 * One command. `arity` counts the arguments with the name as Redis does: 3 is exactly two arguments, -3 at least two.
 * `run` gets the arguments without the name.
 */
export type Command = { arity: number; run: (keys: Keyspace, args: string[]) => Reply }
export type Commands = Record<string, Command>
