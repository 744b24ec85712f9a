import type { TrainedModel } from './artifact.model'

/**
 * A model for a workspace that has lost some of the features it learnt from. They stand at the average training row, so that they move no score;
 * taken for empty they would move each by whatever an empty one meant. Shares still sum to logit − base: what the centre took off for
 * them goes from the base.
 */
export function withoutFeatures(model: TrainedModel, absent: ReadonlySet<string>): TrainedModel {
  const { features } = model.encoder
  const { baseLogit, shares } = model.centre
  const isAbsent = (f: number) => absent.has(features[f]!.key)
  return {
    ...model,
    importance: model.importance.filter(({ key }) => !absent.has(key)),
    encoder: {
      ...model.encoder,
      // A slot that training never met stands at the reference.
      features: features.map(feature =>
        absent.has(feature.key) ? { ...feature, support: feature.support.map(() => 0) } : feature,
      ),
    },
    centre: {
      baseLogit: shares.reduce((base, share, f) => (isAbsent(f) ? base - share : base), baseLogit),
      shares: shares.map((share, f) => (isAbsent(f) ? 0 : share)),
    },
  }
}
