/** Aborts when the person at the terminal, or the system, ends this process: what is half made is then taken away again. */
export function stopOnSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopping.abort(new Error('Stopped; nothing is left of it.')))
  return stopping.signal
}
