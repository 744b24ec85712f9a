import { type Command, commands } from './commands'
import { createKeyspace } from './keyspace'
import { CommandError, type Reply } from './reply'

/** The answer to one command: Redis' reply, or its error text. */
export type Outcome = { result: Reply } | { error: string }

/** Runs commands one by one. They come with their name first. */
export type Backend = (commands: string[][]) => Promise<Outcome[]>

/** The commands of Redis that Sextant uses, over state in memory. `now` gives milliseconds; `maxBytes` bounds it (estimated). */
export function createStore(options: { now: () => number; maxBytes: number }) {
  const keys = createKeyspace(options)

  function execute(words: string[]): Outcome {
    try {
      return { result: find(words).run(keys, words.slice(1)) }
    } catch (error) {
      if (error instanceof CommandError) return { error: error.message }
      throw error
    }
  }

  return { execute, sweep: keys.sweep, usedBytes: keys.usedBytes }
}

/** The store as a backend of the REST protocol. */
export const memoryBackend =
  (store: ReturnType<typeof createStore>): Backend =>
  async list =>
    list.map(store.execute)

function find(words: string[]): Command {
  const [name = '', ...args] = words
  const command = Object.hasOwn(commands, name.toLowerCase()) ? commands[name.toLowerCase()] : undefined
  if (!command) {
    const shown = args.map(arg => `'${arg.slice(0, 128)}' `).join('')
    throw new CommandError(
      `ERR unknown command '${name.slice(0, 128)}', with args beginning with: ${shown.slice(0, 128)}`,
    )
  }
  const fits = command.arity < 0 ? words.length >= -command.arity : words.length === command.arity
  if (!fits) throw new CommandError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`)
  return command
}
