import { dealWin } from '../deal-win/spec'
import type { OutcomeModel } from '../features/outcome-model'
import { leadConversion } from '../lead-conversion/spec'

/** Every model. A new one is a folder with a spec and a line here. */
export const models: readonly OutcomeModel[] = [leadConversion, dealWin]

/** The model of that name, as it stands in addresses; undefined when there is none. */
export const modelNamed = (name: string): OutcomeModel | undefined =>
  models.find(model => model.name === name)

/** The model that scores a kind of record. */
export const modelFor = (subject: string): OutcomeModel | undefined =>
  models.find(model => model.entity.name === subject)
