import type { Field } from '../core/field.model'
import type { StageKind } from '../pipelines/pipelines.model'
import { plain } from '../reading/names-of-places.rules'
import type { ImportEntity } from './import-entities.model'
import { leadStatusOf, stageKindOf } from './outcome.rules'
import { headerKey } from './synonyms.rules'

/** How the different values of a choice are understood. */
export interface Choice {
  /** Value of the file → value of the field, where they differ. */
  values: Record<string, string>
  unmatched: string[]
  /** Of the different values, how many are understood: 0 to 1. */
  share: number
  known: { of: number; matched: number }
}

/** Beyond this a column is no choice that somebody matches value by value. */
const mostChoices = 60

/** A status by its words, a stage by its name and else by its kind; undefined for a field that takes any value. */
export function choiceOf(
  entity: ImportEntity,
  key: string,
  field: Field,
  distinct: readonly string[],
  stages: readonly { name: string; kind: StageKind }[],
): Choice | undefined {
  if (distinct.length > mostChoices) return undefined
  const closed = field.kind === 'select' && !('pipe' in field.schema)
  if (!closed && key !== 'stageId') return undefined
  const understood = (value: string): string | undefined =>
    key === 'stageId'
      ? stageOf(value, stages)
      : (field.options?.find(option => plain(option) === plain(value)) ?? wordFor(entity, key, value))
  const values: Record<string, string> = {}
  const unmatched: string[] = []
  for (const value of distinct) {
    const meant = understood(value)
    if (meant === undefined) unmatched.push(value)
    else if (meant !== value) values[value] = meant
  }
  const matched = distinct.length - unmatched.length
  // A stage that is not known is made, so it needs no match.
  const share = key === 'stageId' || distinct.length === 0 ? 1 : matched / distinct.length
  return {
    values,
    unmatched: key === 'stageId' ? [] : unmatched,
    share,
    known: { of: distinct.length, matched },
  }
}

function stageOf(value: string, stages: readonly { name: string; kind: StageKind }[]): string | undefined {
  const kind = stageKindOf(value)
  return (
    stages.find(stage => plain(stage.name) === plain(value))?.name ??
    (kind === 'open' ? undefined : stages.find(stage => stage.kind === kind)?.name)
  )
}

/** Words for the values of closed choices, as programs and people write them; compared by `headerKey`. */
const words: Record<string, Record<string, string>> = {
  'customer.status': {
    prospect:
      'prospect lead potential prospective target opportunity interessent interessant prospecto potencial محتمل عميلمحتمل',
    active: 'active customer client current live aktiv kunde actif activo cliente نشط حالي عميل',
    former:
      'former inactive churned lost cancelled closed exclient excustomer ehemalig inaktiv inactif inactivo ancien anterior غيرنشط سابق',
  },
  'activity.kind': {
    call: 'call phone phonecall calls outboundcall inboundcall anruf telefonat appel llamada مكالمة اتصال',
    meeting:
      'meeting appointment visit demo event termin besuch besprechung rendezvous reunion réunion reunión visita cita اجتماع زيارة',
    email: 'email mail emails sentemail courriel correo بريد بريدالكتروني',
    note: 'note comment notiz nota ملاحظة',
    task: 'task todo followup aufgabe tache tarea مهمة',
  },
  'activity.direction': {
    in: 'in inbound incoming received eingehend entrant entrante وارد',
    out: 'out outbound outgoing sent ausgehend sortant saliente صادر',
  },
  'deal.status': {
    open: 'open inprogress pending active offen ouvert encours abierta abierto مفتوح مفتوحة',
    won: 'won closedwon gewonnen gagne gagnee ganado ganada مكتسب مكتسبة',
    lost: 'lost closedlost verloren perdu perdue perdido perdida deleted مفقود خسارة',
  },
}

function wordFor(entity: ImportEntity, key: string, value: string): string | undefined {
  if (entity === 'lead' && key === 'status') return leadStatusOf(value)
  const wanted = headerKey(value)
  return Object.entries(words[`${entity}.${key}`] ?? {}).find(([, list]) =>
    list.split(' ').some(word => headerKey(word) === wanted),
  )?.[0]
}
