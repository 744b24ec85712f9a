import type { StageKind } from '../pipelines/pipelines.model'
import { headerKey } from './synonyms.rules'

/**
 * Columns that are only known once it is known how it ended, by the names that public and exported data use, in the languages of the other
 * headers.
 */
const leaking = new Set(
  [
    'duration callduration lastcallduration closevalue closedvalue closedate closedat closedon wonat lostat wontime losttime wondate lostdate closedtime wonamount wonvalue convertedat convertedon convertdate conversiondate conversionvalue y outcome result target label converted isconverted iswon won lost churn churned churndate churnreason churnscore churnvalue exited attrition lossreason lostreason closereason winreason canceldate cancellationdate cancelledat finalamount actualrevenue response deposit',
    'duree resultat converti gagne perdu datecloture datedecloture dateconversion datedeconversion montantfinal raisonperte raisondelaperte motifperte motifdeperte motifderefus raisonrefus dateresiliation',
    'dauer ergebnis konvertiert gewonnen verloren abschlussdatum abschlusswert konvertiertam gewonnenam verlorenam verlustgrund absagegrund ablehnungsgrund kundigungsdatum',
    'duracion resultado convertido ganado perdido fechacierre fechadecierre fechaconversion fechadeconversion valordecierre importefinal motivoperdida motivodeperdida motivodelaperdida motivocierre razonperdida',
    'durata esito risultato convertito vinto perso datachiusura datadichiusura motivoperdita motivodellaperdita',
    'duracao convertida ganho datafechamento datadefechamento valorfechado motivodaperda motivoperda',
    'czastrwania wynik skonwertowany wygrany przegrany datazamkniecia datakonwersji powodprzegranej powodutraty',
    'duur resultaat geconverteerd afsluitdatum verliesreden sonuc kazanildi kaybedildi kapanistarihi kayipnedeni',
    'المدة النتيجة محول تمالتحويل مكسوب خاسر تاريخالاغلاق تاريخالتحويل القيمةالنهائية سببالخسارة سببالاغلاق سببالرفض',
  ].flatMap(words => words.split(' ').map(headerKey)),
)

const aCall =
  /call|conversation|phone|appel|gesprach|anruf|telefon|llamada|chamada|ligacao|chiamata|rozmow|gorusme|gesprek|مكالم|اتصال|محادث/
const itsLength =
  /duration|length|seconds|secs|minutes|duree|dauer|lange|duracion|segundos|minutos|duracao|durata|czastrwania|dlugosc|suresi|duur|مدة|طول|دقايق|ثواني/

/** How long somebody was talked to is known when they have hung up, and have said yes or no. */
const isLengthOfCall = (key: string): boolean =>
  key === 'talktime' || (aCall.test(key) && itsLength.test(key))

/** Whether a column's name says that it is known only afterwards: a model that learnt from it would know the future. */
export const leaksOutcome = (header: string): boolean => {
  const keys = [header, header.replace(/^(deal|opportunity|lead|account)\s*-\s*/i, '')].map(headerKey)
  return keys.some(key => leaking.has(key) || isLengthOfCall(key))
}

const keysOf = (words: string) => new Set(words.split(' ').map(headerKey))

const positive = keysOf(
  'yes y true 1 won converted success customer bought closedwon win oui ja si sim tak evet gewonnen konvertiert gagne converti ganado convertido wygrana wygrany نعم مكتسب محول gagnee ganada geschlossengewonnen fermeegagnee cerradaganada مكتسبة ربح تمالبيع',
)
const negative = keysOf(
  'no n false 0 lost disqualified failure failed closedlost loss non nein nee nao nie hayir verloren perdu perdido przegrana przegrany لا مفقود مستبعد خاسر perdue perdida geschlossenverloren fermeeperdue cerradaperdida مفقودة خسارة خاسرة',
)
const outcomeHeaders = keysOf(
  'y outcome result target converted isconverted conversion subscribed deposit response label won iswon resultat converti gagne ergebnis konvertiert gewonnen resultado convertido ganado wynik esito النتيجة محول تمالتحويل',
)

/** Whether a column of a lead file holds how it ended: its name says so and its values are of two kinds. */
export const isLeadOutcome = (header: string, values: readonly string[]): boolean =>
  outcomeHeaders.has(headerKey(header)) &&
  values.length === 2 &&
  values.every(value => positive.has(headerKey(value)) || negative.has(headerKey(value))) &&
  values.some(value => positive.has(headerKey(value)))

/** What a stage's name says of its kind. */
export function stageKindOf(name: string): StageKind {
  const key = headerKey(name)
  if (positive.has(key) || /closedwon|(^|stage)won$/.test(key)) return 'won'
  if (negative.has(key) || /closedlost|(^|stage)lost$/.test(key)) return 'lost'
  return 'open'
}
