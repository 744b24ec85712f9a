import type { Backtest } from '@sextant/db/models/card.model'
import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import * as v from 'valibot'
import type { Band, TrainedModel } from './artifact.model'
import { netsPredictor } from './attribute'
import { type Backend, openBackend } from './backend'
import { backtest } from './backtest'
import { bandsOf } from './bands'
import { blended, fitShare } from './blend'
import { type Calibrator, calibrate, fitCalibrator, identity } from './calibrate'
import { type Centre, centreOf } from './centre'
import { compareWithChampion } from './champion'
import { coldStart, priorRate } from './cold-start'
import { type Encoder, openEncoder, pickRows } from './encode'
import { hasSignal } from './evaluate'
import { compileNets } from './forward'
import { tooGoodBy } from './hold-back'
import { importanceOf, thresholdsOf } from './importance'
import { knownShare, leastKnown } from './known.rules'
import { fitLogistic, type LinearModel, linearPredictor } from './logistic'
import { matureRows } from './mature'
import { type Net, storeNet } from './net'
import { type EpochProgress, type Labelled, trainNetworks } from './network'
import { type Prepared, prepare } from './prepare'
import { ModelSpec, type ModelSpecInput, type TrainingRow } from './spec.model'
import { type Split, splitByHash, splitRows } from './split'
import { isTooGood, tooGoodAuc } from './suspects'

/** `model`: which of the trainings of one run this is; the second only back-tests. */
export interface TrainingProgress extends EpochProgress {
  model: 1 | 2
  models: 1 | 2
}

export interface TrainingOptions {
  onProgress?: (progress: TrainingProgress) => void
  signal?: AbortSignal
  /** Same rows, spec, seed and backend: same model. */
  seed?: number
  nets?: number
  epochs?: number
  backend?: Backend['name']
  /** The model in use: the new one is compared with it on rows that neither has seen. */
  champion?: TrainedModel
  /** Epoch ms: `trainedAt`, and what tells which rows have had all of their time. */
  now?: number
}

/**
 * The whole pipeline: split, leaks, encoding, baseline, nets, calibration, back-test, state. The model that is returned is
 * the one that was tested. Throws on a spec that is none and when it is cancelled; thin or hopeless data is a state.
 */
export async function trainModel(
  input: ModelSpecInput,
  given: readonly TrainingRow[],
  options: TrainingOptions = {},
): Promise<TrainedModel> {
  const began = performance.now()
  const spec = v.parse(ModelSpec, input)
  options.signal?.throwIfAborted()
  const now = options.now ?? Date.now()
  const { rows, young } = matureRows(spec, given, now)
  const positives = rows.reduce((sum, row) => sum + row.label, 0)
  const thinnest = Math.min(positives, rows.length - positives)
  const trained =
    thinnest < spec.minimumPerClass
      ? trainThin(spec, rows, positives)
      : await trainFull(spec, rows, {
          ...options,
          seed: options.seed ?? 1,
          nets: options.nets ?? 3,
          epochs: options.epochs ?? 40,
        })
  const { holdout, ...made } = trained
  const model: TrainedModel = {
    format: 2,
    spec,
    prior: priorRate(spec, positives, rows.length),
    young,
    rows: rows.length,
    positives,
    baseRate: rows.length ? positives / rows.length : 0,
    period: periodOf(rows),
    seed: options.seed ?? 1,
    trainedAt: now,
    ...made,
    againstChampion: null,
    durationMs: 0,
  }
  if (options.champion) {
    const unseen = Array.from(holdout, i => rows[i]!)
    model.againstChampion = compareWithChampion(model, options.champion, unseen)
  }
  model.durationMs = Math.round(performance.now() - began)
  return model
}

const nowhere: Centre = { baseLogit: 0, shares: [] }

type Trained = Pick<
  TrainedModel,
  | 'state'
  | 'stateReason'
  | 'predictor'
  | 'encoder'
  | 'calibrator'
  | 'centre'
  | 'splitReason'
  | 'backtests'
  | 'heldOut'
  | 'bands'
  | 'featuresUsed'
  | 'featuresDropped'
  | 'suspects'
  | 'importance'
  | 'thresholds'
  | 'leastKnown'
  | 'backend'
> & {
  /** Indexes of the rows that neither training nor calibration saw. */
  holdout: Int32Array
}

function trainThin(spec: ModelSpec, rows: readonly TrainingRow[], positives: number): Trained {
  const prepared = prepare(spec, rows)
  const open = openEncoder(prepared.encoder)
  const encoded = open.encode(rows)
  const labels = Uint8Array.from(rows, row => row.label)
  const ids = rows.map(row => row.id)
  const model = coldStart(spec, open, encoded, labels, ids)
  const encoder = model ? prepared.encoder : { features: [], constant: prepared.encoder.constant }
  const predictor = model && linearPredictor(open, model)
  const centre = predictor ? centreOf(predictor, encoded, identity) : nowhere
  const importance = predictor ? importanceOf(predictor, open, encoded, centre) : []
  return {
    state: 'cold_start',
    stateReason: remark('state.cold_start', {
      positives,
      negatives: rows.length - positives,
      needed: spec.minimumPerClass,
    }),
    predictor: model ? { kind: 'logistic', model } : { kind: 'prior' },
    encoder,
    calibrator: identity,
    centre,
    splitReason: null,
    backtests: [],
    heldOut: null,
    bands: [],
    featuresUsed: encoder.features.map(feature => feature.key),
    featuresDropped: prepared.dropped,
    suspects: model ? prepared.suspects.filter(({ likely }) => likely) : [],
    importance,
    thresholds: [],
    leastKnown: model ? leastOf(spec, importance, rows) : null,
    backend: 'none',
    holdout: new Int32Array(0),
  }
}

type Settings = TrainingOptions & Required<Pick<TrainingOptions, 'seed' | 'nets' | 'epochs'>>

async function trainFull(spec: ModelSpec, rows: readonly TrainingRow[], options: Settings): Promise<Trained> {
  const split = splitRows(rows, options.seed)
  const models = split.by === 'time' ? 2 : 1
  const known = prepare(
    spec,
    Array.from(split.train, i => rows[i]!),
  )
  if (known.encoder.features.length === 0) {
    return noSignal(split, known, [], 'none', remark('state.no_feature', {}))
  }
  const backend = await openBackend(options.backend)
  const progress = (model: 1 | 2) => (epoch: EpochProgress) =>
    options.onProgress?.({ ...epoch, model, models })
  const first = await trainSplit(backend, known.encoder, rows, split, { ...options, onEpoch: progress(1) })
  const backtests = [first.backtest]
  if (models === 2) {
    const random = splitByHash(rows, options.seed)
    const again = prepare(
      spec,
      Array.from(random.train, i => rows[i]!),
    )
    if (again.encoder.features.length > 0) {
      const settings = { ...options, nets: 1, onEpoch: progress(2) }
      backtests.push((await trainSplit(backend, again.encoder, rows, random, settings)).backtest)
    }
  }
  const measured = {
    auc: first.backtest.model.auc ?? 0.5,
    error: first.backtest.model.error ?? 1,
    rows: first.backtest.rows.holdout,
  }
  if (!hasSignal(measured)) {
    return noSignal(split, known, backtests, backend.name, remark('state.chance', measured))
  }
  const { encoder } = known
  const doubted = isTooGood(measured)
  const suspects = doubted
    ? tooGoodBy(spec.features, encoder, known.suspects, rows, split)
    : known.suspects.filter(({ likely }) => likely)
  // What is left out already is not what it is too good by, and what was decided is not asked again.
  const isHeld = doubted && suspects.some(({ likely, left }) => likely && !left)
  return {
    ...(isHeld
      ? { state: 'held_back', stateReason: remark('state.too_good', { ...measured, limit: tooGoodAuc }) }
      : { state: 'ready', stateReason: remark('state.ready', measured) }),
    predictor: { kind: 'nets', nets: first.nets.map(storeNet), linear: first.linear },
    encoder,
    calibrator: first.calibrator,
    centre: first.centre,
    splitReason: split.reason,
    backtests,
    heldOut: split.held,
    bands: first.bands,
    featuresUsed: encoder.features.map(feature => feature.key),
    featuresDropped: known.dropped,
    suspects,
    importance: first.importance,
    thresholds: first.thresholds,
    leastKnown: leastOf(
      spec,
      first.importance,
      Array.from(split.train, i => rows[i]!),
    ),
    backend: backend.name,
    holdout: split.holdout,
  }
}

interface SplitSettings extends Settings {
  onEpoch: (progress: EpochProgress) => void
}

interface SplitTrained {
  nets: Net[]
  linear: { share: number; model: LinearModel } | null
  calibrator: Calibrator
  centre: Centre
  backtest: Backtest
  bands: Band[]
  importance: TrainedModel['importance']
  thresholds: TrainedModel['thresholds']
}

async function trainSplit(
  backend: Backend,
  encoder: Encoder,
  rows: readonly TrainingRow[],
  split: Split,
  options: SplitSettings,
): Promise<SplitTrained> {
  const open = openEncoder(encoder)
  const encoded = open.encode(rows)
  const part = (picked: Int32Array): Labelled => ({
    rows: pickRows(encoded, picked),
    labels: Uint8Array.from(picked, i => rows[i]!.label),
  })
  const train = part(split.train)
  const validation = part(split.validation)
  const model = fitLogistic(open, train.rows, train.labels, 1e-4)
  const logistic = linearPredictor(open, model)
  const nets = await trainNetworks(backend, open, train, validation, options)
  const bare = netsPredictor(compileNets(open, nets))
  const share = fitShare(bare, logistic, validation)
  const predictor = blended(bare, logistic, share)
  const calibrator = fitCalibrator(predictor.logits(validation.rows), validation.labels)
  const sizes = {
    train: split.train.length,
    validation: split.validation.length,
    holdout: split.holdout.length,
  }
  const rate = train.labels.reduce((sum, label) => sum + label, 0) / train.labels.length
  const holdout = part(split.holdout)
  const centre = centreOf(predictor, train.rows, calibrator)
  const promised = predictor.logits(holdout.rows).map(logit => calibrate(calibrator, logit))
  return {
    nets,
    linear: share > 0 ? { share, model } : null,
    calibrator,
    centre,
    bands: bandsOf(promised, holdout.labels),
    importance: importanceOf(predictor, open, holdout.rows, centre),
    thresholds: thresholdsOf(promised, holdout.labels),
    backtest: backtest(
      { split: split.by, nets: nets.length, rows: sizes },
      holdout,
      { predictor, calibrator },
      logistic,
      rate,
    ),
  }
}

function noSignal(
  split: Split,
  known: Prepared,
  backtests: Backtest[],
  backend: TrainedModel['backend'],
  stateReason: Remark,
): Trained {
  return {
    state: 'no_signal',
    stateReason,
    predictor: { kind: 'prior' },
    encoder: { features: [], constant: known.encoder.constant },
    calibrator: identity,
    centre: nowhere,
    splitReason: split.reason,
    backtests,
    heldOut: split.held,
    bands: [],
    featuresUsed: known.encoder.features.map(feature => feature.key),
    featuresDropped: known.dropped,
    suspects: known.suspects.filter(({ likely }) => likely),
    importance: [],
    thresholds: [],
    leastKnown: null,
    backend,
    holdout: split.holdout,
  }
}

function leastOf(
  spec: ModelSpec,
  importance: TrainedModel['importance'],
  rows: readonly TrainingRow[],
): number {
  const weights = new Map(importance.map(({ key, share }) => [key, share]))
  return leastKnown(rows.map(({ values }) => knownShare(spec.features, weights, values)))
}

function periodOf(rows: readonly TrainingRow[]): TrainedModel['period'] {
  if (rows.length === 0) return null
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const { at } of rows) {
    from = Math.min(from, at)
    to = Math.max(to, at)
  }
  return { from, to }
}
