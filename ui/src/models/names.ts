import type en from './models.en'
import { t } from './models.text'

/** A word that is found by a model's name; undefined where this screen has none. */
function wordFor(key: string): string | undefined {
  const found = t(key as Extract<keyof typeof en, `model.${string}.predicts`>)
  return found === key ? undefined : found
}

/** “Lead conversion”; the model's own name where this screen has no word for it. */
export const modelName = (model: string): string => wordFor(`model.${model}`) ?? model

/** What it predicts, in a sentence. */
export const modelPredicts = (model: string): string => wordFor(`model.${model}.predicts`) ?? ''
