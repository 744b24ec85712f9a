import type { Context } from '@sextant/db/core/context'
import { artifactOf, championOf } from '@sextant/db/models/versions.queries'
import { type OwnerPast, readOwnerPast } from '@sextant/db/scoring/owner-past.queries'
import * as v from 'valibot'
import { TrainedModel } from '../app/artifact.model'
import { type LoadedModel, loadModel } from '../app/score'
import { withoutFeatures } from '../app/without-features'
import type { Feature } from '../features/feature'
import type { OutcomeModel } from '../features/outcome-model'

export interface Champion {
  id: string
  version: number
  loaded: LoadedModel
}

const kept = 64
/** Trained versions never change, so a loaded one is good for ever. Oldest use goes first. */
const versions = new Map<string, LoadedModel>()

/** A version, ready to score. Loaded once per process. */
export async function loadVersion(ctx: Context, versionId: string): Promise<LoadedModel> {
  const known = versions.get(versionId)
  versions.delete(versionId)
  const loaded = known ?? loadModel(v.parse(TrainedModel, await artifactOf(ctx, versionId)))
  versions.set(versionId, loaded)
  if (versions.size > kept) versions.delete(versions.keys().next().value!)
  return loaded
}

/** The version that scores the workspace's records now; null before the first training. */
export async function loadChampion(ctx: Context, model: string): Promise<Champion | null> {
  const champion = await championOf(ctx, model)
  if (!champion) return null
  return { id: champion.id, version: champion.version, loaded: await loadVersion(ctx, champion.id) }
}

/** A version as the workspace's features are now: what it learnt from and is gone, left out by hand, or known only afterwards by now, moves no score. */
export function amongFeatures(loaded: LoadedModel, features: readonly Feature[]): LoadedModel {
  const told = new Set(
    features.filter(({ afterwards, excluded }) => !afterwards && !excluded).map(feature => feature.key),
  )
  const gone = loaded.artifact.encoder.features.map(feature => feature.key).filter(key => !told.has(key))
  return gone.length ? loadModel(withoutFeatures(loaded.artifact, new Set(gone))) : loaded
}

/** A rate over hundreds of outcomes does not move in this time. */
const pastKeptMs = 600_000
const pasts = new Map<string, { until: number; past: Promise<OwnerPast> }>()

/** Owners' track records, read at most every ten minutes: a re-scoring of one record must not read everybody's history. */
export function recentOwnerPast(ctx: Context, model: OutcomeModel): Promise<OwnerPast> {
  const key = `${ctx.workspaceId} ${model.name}`
  const now = ctx.clock().getTime()
  for (const [old, { until }] of pasts) if (until <= now) pasts.delete(old)
  const known = pasts.get(key)
  if (known) return known.past
  const past = readOwnerPast(ctx, model)
  pasts.set(key, { until: now + pastKeptMs, past })
  past.catch(() => pasts.delete(key))
  return past
}
