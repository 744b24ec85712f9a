import type { ModelCard } from './card.model'

/** The card of a model that learnt nothing. */
export const scratchCard: ModelCard = {
  name: 'lead-conversion',
  predicts: 'converted to a customer',
  state: 'ready',
  stateReason: { code: 'state.no_feature', params: {}, text: 'No feature is left.' },
  data: { rows: 0, positives: 0, baseRate: 0, from: null, to: null, splitReason: null },
  features: [],
  dropped: [],
  suspects: [],
  importance: [],
  thresholds: [],
  heldOutFrom: null,
  results: [],
  againstChampion: null,
  calibration: null,
  linearShare: 0,
  limits: [],
  backend: 'none',
  seed: 1,
  trainedAt: 0,
  durationMs: 0,
  notes: [],
}
