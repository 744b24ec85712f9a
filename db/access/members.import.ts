import { email, type Fields, select, text } from '../core/field.model'
import type { Importable } from '../records/importable.model'

/** A person of the own company. `team` is made when there is none of that name. */
const memberFields = {
  name: text({ required: true }),
  email: email(),
  role: select(['manager', 'rep', 'marketer', 'analyst', 'read_only'], { default: 'rep' }),
  team: text(),
} satisfies Fields

export const memberImport: Importable = {
  fields: memberFields,
  matchBy: ['email', 'name'],
  whose: 'user|member|employee',
  fileName: /team|rep\b|reps|agents|users|staff/i,
  idHeaders: ['memberid'],
  isPerson: true,
  weight: -0.6,
  custom: false,
  commonWords: ['email'],
  words: {
    name: 'name salesagent salesrep rep agent employee person user member vendeur verkaufer mitarbeiter vendedor المندوب handlowiec',
    team: 'team regionaloffice office region group equipe mannschaft equipo الفريق zespol',
    role: 'role permission',
  },
}
