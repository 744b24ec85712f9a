import { hashCommands, listCommands, setCommands } from './collection-commands'
import type { Command, Commands } from './command'
import { keyCommands } from './key-commands'
import { createKeyspace } from './keyspace'
import { CommandError, type Reply } from './reply'
import { sortedSetCommands } from './sorted-set-commands'
import { stringCommands } from './string-commands'

const commands: Commands = {
  ...keyCommands,
  ...stringCommands,
  ...hashCommands,
  ...setCommands,
  ...listCommands,
  ...sortedSetCommands,
}

/** The answer to one command: Redis' reply, or its error text. */
export type Outcome = { result: Reply } | { error: string }

/** Runs commands one by one, or all of them with nobody in between. Commands come with their name first. */
export type Backend = {
  run(commands: string[][]): Promise<Outcome[]>
  /** As MULTI … EXEC: when one command cannot be queued none runs, and the answer is the error text. */
  runTogether(commands: string[][]): Promise<Outcome[] | string>
}

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

  function executeTogether(list: string[][]): Outcome[] | string {
    try {
      for (const words of list) find(words)
    } catch {
      return 'EXECABORT Transaction discarded because of previous errors.'
    }
    return list.map(execute)
  }

  return { execute, executeTogether, sweep: keys.sweep, usedBytes: keys.usedBytes }
}

/** The store as a backend of the REST protocol. */
export function memoryBackend(store: ReturnType<typeof createStore>): Backend {
  return {
    run: async list => list.map(store.execute),
    runTogether: async list => store.executeTogether(list),
  }
}

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
