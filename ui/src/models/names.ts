import { t } from './models.text'

const known = ['lead-conversion', 'deal-win'] as const
const keyOf = (model: string) => known.find(one => one === model)

/** “Lead conversion”; the model's own name where this screen has no word for it. */
export const modelName = (model: string): string => {
  const key = keyOf(model)
  return key ? t(`model.${key}`) : model
}

/** What it predicts, in a sentence. */
export const modelPredicts = (model: string): string => {
  const key = keyOf(model)
  return key ? t(`model.${key}.predicts`) : ''
}
