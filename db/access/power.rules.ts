import { type Access, actions, covers, type Grant, type Grants, objects } from '../core/grants.rules'

/** Whether everything that `asked` grants is granted to `of` too: so that nobody gives away more than they have. */
export function isWithinPower(asked: Grants, of: Pick<Access, 'grants'>): boolean {
  return objects.every(object => {
    const wanted = asked[object] ?? {}
    const held = of.grants[object] ?? {}
    const some = actions.filter(action => wanted[action])
    if (some.length === 0) return true
    const actionsFit = some.every(action => covers(held[action], wanted[action]!))
    return (
      actionsFit && fieldsFit(wanted.readable, held.readable) && fieldsFit(written(wanted), written(held))
    )
  })
}

/** The fields that may be written: those listed, else those that may be read; all when undefined. */
const written = ({ writable, readable }: Grant) => writable ?? readable

const fieldsFit = (asked: readonly string[] | undefined, held: readonly string[] | undefined): boolean =>
  !held || (asked?.every(field => held.includes(field)) ?? false)
