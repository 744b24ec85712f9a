import type { AnswerOf } from '@sextant/edge/app/contract'

/** What the door tells of models. */
export type ModelLine = AnswerOf<'get', '/crm/models'>['results'][number]
export type ModelDetail = AnswerOf<'get', '/crm/models/{model}'>
export type Version = ModelDetail['versions'][number]
export type Card = NonNullable<ModelDetail['card']>
export type Result = Card['results'][number]
export type Evaluation = Result['model']
