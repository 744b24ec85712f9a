interface ModelLine {
  model: string
  state: string
  training: { state: string } | null
}

const LIMIT_MS = 15 * 60_000

/**
 * Waits until the demo has trained its models, as it does by itself at its first start: while its scores are written, lists that are sorted by
 * them move under the hands of a test. Throws when a training ended otherwise than with a model that is ready.
 */
export async function untilDemoTrained(origin: string, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}` }
  for (const end = Date.now() + LIMIT_MS; ; await Bun.sleep(2_000)) {
    const answer = await fetch(`${origin}/crm/models`, { headers })
    const { results } = (await answer.json()) as { results: ModelLine[] }
    const ended = results.filter(({ training }) =>
      ['done', 'failed', 'cancelled'].includes(training?.state ?? ''),
    )
    const spoilt = ended.filter(({ state, training }) => training?.state !== 'done' || state !== 'ready')
    if (spoilt.length) throw new Error(`The demo has not trained its models: ${JSON.stringify(spoilt)}`)
    if (ended.length === results.length) return
    if (Date.now() > end) throw new Error(`The demo's trainings did not end: ${JSON.stringify(results)}`)
  }
}
