import { expect, test } from 'bun:test'
import { choiceOf } from './choice.rules'
import type { ImportEntity } from './import-entities.model'
import { importTargets } from './import-targets.rules'
import { meantValue } from './meant-value.rules'
import { stageKindOf } from './outcome.rules'

const read = (entity: ImportEntity, key: string, values: string[]) => {
  const choice = choiceOf(entity, key, importTargets(entity)[key]!, values, [])!
  return Object.fromEntries(values.map(value => [value, choice.values[value] ?? value]))
}

test.each<[ImportEntity, string, Record<string, string>]>([
  [
    'lead',
    'status',
    {
      'Open - Not Contacted': 'new',
      'Working - Contacted': 'working',
      'Closed - Converted': 'converted',
      'Closed - Not Converted': 'disqualified',
      'Attempted to Contact': 'working',
      'Contact in Future': 'nurture',
      'Junk Lead': 'disqualified',
      IN_PROGRESS: 'working',
      BAD_TIMING: 'nurture',
      'In Bearbeitung': 'working',
      'En curso': 'working',
      'Non qualifié': 'disqualified',
      مؤهل: 'qualified',
      'غير مؤهل': 'disqualified',
    },
  ],
  ['customer', 'status', { Active: 'active', Inactive: 'former', Customer: 'active', Prospect: 'prospect' }],
  ['customer', 'status', { Aktiv: 'active', Inaktiv: 'former', نشط: 'active', 'غير نشط': 'former' }],
  ['activity', 'kind', { Call: 'call', 'To-do': 'task', Anruf: 'call', Reunión: 'meeting', مهمة: 'task' }],
  ['activity', 'direction', { Inbound: 'in', OUTGOING: 'out' }],
  ['deal', 'status', { Open: 'open', Won: 'won', Perdue: 'lost' }],
])('values of a %s’s %s are understood: %p', (entity, key, values) => {
  expect(read(entity, key, Object.keys(values))).toEqual(values)
})

test('a stage’s name tells its kind in each language', () => {
  expect(
    ['Closed Won', 'Gagnée', 'Verloren', 'Cerrada perdida', 'مكتسبة', 'Negotiation'].map(stageKindOf),
  ).toEqual(['won', 'won', 'lost', 'lost', 'won', 'open'])
})

test('the opposite of a choice is never suggested for it', () => {
  const status = { kind: 'select' as const, options: ['active', 'disqualified', 'qualified'] }
  expect(meantValue('Inactive', status)).toBeUndefined()
  expect(meantValue('Unqualified', status)).toBeUndefined()
  expect(meantValue('Prequalified', status)).toBeUndefined()
  expect(meantValue('activ', status)).toBe('active')
})
