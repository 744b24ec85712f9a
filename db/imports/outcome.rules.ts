import type { StageKind } from '../pipelines/pipelines.model'
import { headerKey } from './synonyms.rules'

/** Columns that are only known once it is known how it ended, by the names that public and exported data use. */
const leaking = new Set(
  'duration callduration lastcallduration closevalue closedvalue closedate closedate closedat closedon wonat lostat wontime losttime wondate lostdate closedtime wonamount wonvalue convertedat convertedon convertdate conversiondate conversionvalue y outcome result target label converted isconverted iswon won lost churn churned churndate churnreason churnscore churnvalue exited attrition lossreason lostreason closereason winreason canceldate cancellationdate cancelledat finalamount actualrevenue response deposit'.split(
    ' ',
  ),
)

/** Whether a column's name says that it is known only afterwards: a model that learnt from it would know the future. */
export const leaksOutcome = (header: string): boolean =>
  leaking.has(headerKey(header)) ||
  leaking.has(headerKey(header.replace(/^(deal|opportunity|lead|account)\s*-\s*/i, '')))

const keysOf = (words: string) => new Set(words.split(' ').map(headerKey))

const positive = keysOf(
  'yes y true 1 won converted success customer bought closedwon win gewonnen gagne gagnee ganado ganada geschlossengewonnen fermeegagnee cerradaganada wygrana نعم مكتسب مكتسبة ربح تمالبيع',
)
const negative = keysOf(
  'no n false 0 lost disqualified failure failed closedlost loss verloren perdu perdue perdido perdida geschlossenverloren fermeeperdue cerradaperdida przegrana لا مفقود مفقودة خسارة خاسرة',
)
const outcomeHeaders = keysOf(
  'y outcome result target converted isconverted conversion subscribed deposit response label won iswon',
)

/** Whether a column of a lead file holds how it ended: its name says so and its values are of two kinds. */
export const isLeadOutcome = (header: string, values: readonly string[]): boolean =>
  outcomeHeaders.has(headerKey(header)) &&
  values.length === 2 &&
  values.every(value => positive.has(headerKey(value)) || negative.has(headerKey(value))) &&
  values.some(value => positive.has(headerKey(value)))

const statusWords: Record<string, string> = {
  new: 'new open fresh neu nouveau nuevo جديد nowy untouched notcontacted opennotcontacted unread abierto offen ouvert لميتمالتواصل',
  working:
    'working contacted inprogress attempted active engaged hot warm kontaktiert encours encurso قيدالعمل wtoku workingcontacted attemptedtocontact contactattempted connected opendeal inbearbeitung contacte contactado تمالتواصل جاري',
  qualified:
    'qualified prequalified salesqualified marketingqualified sql mql qualifiziert qualifie calificado cualificado مؤهل kwalifikowany',
  nurture:
    'nurture nurturing cold later recycled onhold contactinfuture badtiming pending spater plustard masadelante لاحقا',
  disqualified:
    'disqualified lost unqualified notqualified closednotconverted junk junklead lostlead dead bad rejected closedlost cannotcontact nolongerinterested notinterested cancelled canceled verloren abgelehnt perdu nonqualifie perdido descartado nocalificado no false 0 n مستبعد غيرمؤهل مرفوض خسارة utracony',
  converted:
    'converted closedconverted won customer closedwon success gewonnen konvertiert gagne converti ganado convertido yes true 1 y محول مكتسب wygrany',
}

/** The lead status that a word stands for. */
export function leadStatusOf(value: string): string | undefined {
  const key = headerKey(value)
  return Object.entries(statusWords).find(([, words]) => keysOf(words).has(key))?.[0]
}

/** What a stage's name says of its kind. */
export function stageKindOf(name: string): StageKind {
  const key = headerKey(name)
  if (positive.has(key) || /closedwon|(^|stage)won$/.test(key)) return 'won'
  if (negative.has(key) || /closedlost|(^|stage)lost$/.test(key)) return 'lost'
  return 'open'
}
