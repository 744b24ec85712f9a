import { type Place, places } from './places'
import type { Chance } from './random'
import type { StoryMember, StoryTeam } from './story.model'

const latin: Record<string, string> = {
  سارة: 'sara',
  محمد: 'mohammed',
  ريم: 'reem',
  العتيبي: 'alotaibi',
  الزهراني: 'alzahrani',
}

/** The part of an e-mail address that a name becomes. */
export const mailName = (name: string): string =>
  name
    .split(' ')
    .map(part => latin[part] ?? part)
    .join('.')
    .normalize('NFKD')
    .replace(/[^a-zA-Z.]/g, letter => ({ ł: 'l', ı: 'i', ß: 'ss', ø: 'o' })[letter] ?? '')
    .toLowerCase()

export const personAt = (chance: Chance, place: Place): string =>
  `${chance.pick(place.given)} ${chance.pick(place.family)}`

export interface Rep extends StoryMember {
  country: string
  /** Added to the log-odds of each of the rep's deals. */
  skill: number
}

/** The admin by the id of the member, and what everybody's address ends with. */
export interface Boss {
  id: string
  domain: string
}
export const meridianDomain = 'meridian.example'

/** Five teams of eight reps with a manager each, and the people who run the place. The admin, who is the demo user, sells too. */
export function tellPeople(
  chance: Chance,
  startMs: number,
  { id: adminId, domain }: Boss = { id: chance.id(startMs), domain: meridianDomain },
): { teams: StoryTeam[]; members: StoryMember[]; reps: Rep[] } {
  const teams = places.map(place => ({
    id: chance.id(startMs),
    name: `Sales ${place.country}`,
    country: place.country,
  }))
  const taken = new Set<string>(['maren'])
  const mail = (name: string) => {
    let mail = mailName(name)
    for (let n = 2; taken.has(mail); n++) mail = `${mailName(name)}${n}`
    taken.add(mail)
    return `${mail}@${domain}`
  }
  const office: StoryMember[] = [
    { id: adminId, name: 'Maren Vogt', email: `maren@${domain}`, role: 'admin', teamId: null },
    {
      id: chance.id(startMs),
      name: 'Ada Lindqvist',
      email: mail('Ada Lindqvist'),
      role: 'analyst',
      teamId: null,
    },
    {
      id: chance.id(startMs),
      name: 'Tomasz Wójcik',
      email: mail('Tomasz Wojcik'),
      role: 'marketer',
      teamId: null,
    },
    {
      id: chance.id(startMs),
      name: 'Board reader',
      email: `board@${domain}`,
      role: 'read_only',
      teamId: null,
    },
  ]
  const managers: StoryMember[] = []
  const reps: Rep[] = []
  places.forEach((place, at) => {
    const team = teams[at]!
    const manager = personAt(chance, place)
    managers.push({
      id: chance.id(startMs),
      name: manager,
      email: mail(manager),
      role: 'manager',
      teamId: team.id,
    })
    for (let n = 0; n < 8; n++) {
      const name = personAt(chance, place)
      reps.push({
        id: chance.id(startMs),
        name,
        email: mail(name),
        role: 'rep',
        teamId: team.id,
        country: place.country,
        skill: chance.normal(0, 0.45),
      })
    }
  })
  const members = [
    ...office,
    ...managers,
    ...reps.map(({ country: _country, skill: _skill, ...member }) => member),
  ]
  return { teams, members, reps: [...reps, { ...office[0]!, country: 'DE', skill: 0.3 }] }
}
