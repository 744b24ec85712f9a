import type { Context } from '@sextant/db/core/context'
import { notFound } from '@sextant/db/core/errors'
import { page } from '@sextant/db/core/page.model'
import { activateVersion } from '@sextant/db/models/activate-version'
import { cancelTraining } from '@sextant/db/models/cancel-training'
import { chooseFeatures } from '@sextant/db/models/choose-features'
import { ChooseFeatures } from '@sextant/db/models/feature-choice.model'
import { featureChoices } from '@sextant/db/models/feature-choices.queries'
import { requestTraining } from '@sextant/db/models/request-training'
import { Training } from '@sextant/db/models/training.model'
import { readTraining, trainingsOf } from '@sextant/db/models/trainings.queries'
import { Activated, VersionDetail } from '@sextant/db/models/version.model'
import { summaryOf } from '@sextant/db/models/version-summary'
import { overviewOf, readVersion, type VersionRow, versionsOf } from '@sextant/db/models/versions.queries'
import { countToScore } from '@sextant/db/scoring/count-to-score.queries'
import { modelNamed, models } from '@sextant/ml/app/models'
import { featuresOf, type OutcomeModel } from '@sextant/ml/features/outcome-model'
import { route } from '../app/route'
import { textStream } from '../app/text-stream'
import { FeaturesChosen, ModelDetail, ModelLine } from './models.model'
import { scoreLines } from './score-lines'

const area = 'models'
/** Counts of records change with every write; the screens ask again this often at the latest. */
const secondsKept = 15

function known(name: string | undefined): OutcomeModel {
  const model = modelNamed(name ?? '')
  if (!model) throw notFound('model')
  return model
}

const aboutOf = ({ name, entity, label, horizonDays, windowDays }: OutcomeModel) => ({
  model: name,
  subject: entity.name,
  predicts: label,
  horizonDays,
  windowDays,
})

/** The newest version of those, where it is held back. */
const heldBackOf = (latest: VersionRow | null | undefined) => (latest?.state === 'held_back' ? latest : null)

const stateOf = (champion: VersionRow | null | undefined, heldBack: VersionRow | null) =>
  champion?.state ?? heldBack?.state ?? 'untrained'

async function listModels(ctx: Context): Promise<string> {
  const overviews = await overviewOf(
    ctx,
    models.map(model => model.name),
  )
  const results = overviews.map(
    async ({ champion, latest, lastTraining, versions, scored }, i): Promise<ModelLine> => ({
      ...aboutOf(models[i]!),
      state: stateOf(champion, heldBackOf(latest)),
      champion: champion && summaryOf(champion),
      heldBack: latest && heldBackOf(latest) && summaryOf(latest),
      training: lastTraining,
      versions,
      scored,
      toScore: await countToScore(ctx, models[i]!),
    }),
  )
  return JSON.stringify({ results: await Promise.all(results) })
}

async function modelDetail(ctx: Context, model: OutcomeModel): Promise<string> {
  const [versions, trainings, choices] = await Promise.all([
    versionsOf(ctx, model.name),
    trainingsOf(ctx, model.name),
    featureChoices(ctx, model.name),
  ])
  const champion = versions.find(version => version.alias === 'champion')
  const heldBack = heldBackOf(versions[0])
  const detail: ModelDetail = {
    ...aboutOf(model),
    state: stateOf(champion, heldBack),
    card: champion?.card ?? null,
    champion: champion ? summaryOf(champion) : null,
    heldBack: heldBack && summaryOf(heldBack),
    heldBackCard: heldBack?.card ?? null,
    choices,
    versions: versions.map(summaryOf),
    trainings,
  }
  return JSON.stringify(detail)
}

export const modelRoutes = [
  route({
    method: 'get',
    path: '/crm/models',
    area,
    summary: 'Every model with its champion, its last training and how many records it scores.',
    answers: { 200: { description: 'All models.', schema: page(ModelLine) } },
    handle: ({ ctx, cached }) =>
      cached(['training', 'model_version'], async () => ({ body: await listModels(ctx) }), secondsKept),
  }),
  route({
    method: 'get',
    path: '/crm/models/:model',
    area,
    summary:
      'A model: the champion’s card with its results on held-out rows, all versions, the last trainings.',
    answers: { 200: { description: 'The model.', schema: ModelDetail } },
    handle: async ({ ctx, params, cached }) => {
      const model = known(params.model)
      return cached(['training', 'model_version', 'model_feature'], async () => ({
        body: await modelDetail(ctx, model),
      }))
    },
  }),
  route({
    method: 'post',
    path: '/crm/models/:model/train',
    area,
    summary: 'Asks for a training. 409 while one of this model runs.',
    answers: { 202: { description: 'The training, queued.', schema: Training } },
    handle: async ({ ctx, params }) => ({
      status: 202,
      body: await requestTraining(ctx, known(params.model).name),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/models/:model/features',
    area,
    summary:
      'Says of features whether they are known beforehand, leaves them out or takes that back, and asks for a training with it. 409 while one runs.',
    body: ChooseFeatures,
    checkedBy: 'verb',
    answers: { 200: { description: 'What stands by now.', schema: FeaturesChosen } },
    handle: async ({ ctx, params, body }) => {
      const model = known(params.model)
      const features = await featuresOf(ctx, model)
      const labels = new Map(features.map(({ key, label }) => [key, label]))
      const training = await chooseFeatures(ctx, model.name, labels, body)
      return { body: { choices: await featureChoices(ctx, model.name), training } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/models/:model/trainings/:id',
    area,
    summary: 'A training with its progress and its loss after each epoch.',
    answers: { 200: { description: 'The training.', schema: Training } },
    handle: async ({ ctx, params }) => ({
      body: await readTraining(ctx, known(params.model).name, params.id!),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/models/:model/trainings/:id/cancel',
    area,
    summary: 'Asks a training to stop. 409 once it is over or its version is kept.',
    answers: { 202: { description: 'The training, about to stop.', schema: Training } },
    handle: async ({ ctx, params }) => ({
      status: 202,
      body: await cancelTraining(ctx, known(params.model).name, params.id!),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/models/:model/versions/:version',
    area,
    summary: 'A version with its card.',
    answers: { 200: { description: 'The version.', schema: VersionDetail } },
    handle: async ({ ctx, params }) => {
      const version = await readVersion(ctx, known(params.model).name, numberOf(params.version))
      return { body: { ...summaryOf(version), card: version.card } }
    },
  }),
  route({
    method: 'post',
    path: '/crm/models/:model/versions/:version/activate',
    area,
    summary:
      'Makes a version the champion, forward or back, and has every record scored anew. Refuses one that is held back.',
    answers: { 200: { description: 'The champion.', schema: Activated } },
    handle: async ({ ctx, params }) => ({
      body: await activateVersion(ctx, known(params.model).name, numberOf(params.version)),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/models/:model/scores.csv',
    area,
    summary: 'Every score of the model with its reasons, as CSV.',
    answers: { 200: { description: 'CSV in UTF-8.', contentType: 'text/csv' } },
    handle: async ({ ctx, params }) => {
      const model = known(params.model)
      return textStream(scoreLines(ctx, model), `${model.name}-scores.csv`)
    },
  }),
] as const

function numberOf(text: string | undefined): number {
  if (!/^[1-9]\d{0,8}$/.test(text ?? '')) throw notFound('version of this model')
  return Number(text)
}
