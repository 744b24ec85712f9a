import type { StageKind } from '../pipelines/pipelines.model'
import { headerKey } from './synonyms.rules'

/** Columns that are only known once it is known how it ended, by the names that public and exported data use. */
const leaking = new Set(
  'duration callduration lastcallduration closevalue closedvalue closedate closedate closedat closedon wonat lostat wonamount wonvalue convertedat convertedon convertdate conversiondate conversionvalue y outcome result target label converted isconverted iswon won lost churn churned churndate churnreason churnscore churnvalue exited attrition lossreason lostreason closereason winreason canceldate cancellationdate cancelledat finalamount actualrevenue response deposit'.split(
    ' ',
  ),
)

/** Whether a column's name says that it is known only afterwards: a model that learnt from it would know the future. */
export const leaksOutcome = (header: string): boolean => leaking.has(headerKey(header))

const positive = new Set(
  'yes y true 1 won converted success customer bought closedwon win gewonnen gagne ganado wygrana نعم مكتسب'.split(
    ' ',
  ),
)
const negative = new Set(
  'no n false 0 lost disqualified failure failed closedlost loss verloren perdu perdido przegrana لا مفقود'.split(
    ' ',
  ),
)
const outcomeHeaders = new Set(
  'y outcome result target converted isconverted conversion subscribed deposit response label won iswon'.split(
    ' ',
  ),
)

/** Whether a column of a lead file holds how it ended: its name says so and its values are of two kinds. */
export const isLeadOutcome = (header: string, values: readonly string[]): boolean =>
  outcomeHeaders.has(headerKey(header)) &&
  values.length === 2 &&
  values.every(value => positive.has(headerKey(value)) || negative.has(headerKey(value))) &&
  values.some(value => positive.has(headerKey(value)))

const statusWords: Record<string, string> = {
  new: 'new open fresh neu nouveau nuevo جديد nowy untouched',
  working:
    'working contacted inprogress attempted active engaged hot warm kontaktiert encours encurso قيدالعمل wtoku',
  qualified: 'qualified sql mql qualifiziert qualifie calificado مؤهل kwalifikowany',
  nurture: 'nurture nurturing cold later recycled onhold',
  disqualified:
    'disqualified lost unqualified junk dead bad rejected closedlost verloren perdu perdido no false 0 n مستبعد utracony',
  converted: 'converted won customer closedwon success gewonnen gagne ganado yes true 1 y محول wygrany',
}

/** The lead status that a word stands for. */
export function leadStatusOf(value: string): string | undefined {
  const key = headerKey(value)
  return Object.entries(statusWords).find(([, words]) => words.split(' ').includes(key))?.[0]
}

/** What a stage's name says of its kind. */
export function stageKindOf(name: string): StageKind {
  const key = headerKey(name)
  if (positive.has(key) || /closedwon|(^|stage)won$/.test(key)) return 'won'
  if (negative.has(key) || /closedlost|(^|stage)lost$/.test(key)) return 'lost'
  return 'open'
}
