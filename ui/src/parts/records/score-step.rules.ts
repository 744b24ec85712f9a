/** How a score changed, as an event of the log tells it. */
export type ScoreStep =
  | { step: 'first'; to: number }
  | { step: 'rose' | 'fell'; from: number; to: number }
  | { step: 'cleared' }

type Values = Readonly<Record<string, unknown>> | null

export function scoreStep({ before, after }: { before: Values; after: Values }): ScoreStep {
  const from = before?.score
  const to = after?.score
  if (typeof to !== 'number') return { step: 'cleared' }
  if (typeof from !== 'number') return { step: 'first', to }
  return { step: to > from ? 'rose' : 'fell', from, to }
}
