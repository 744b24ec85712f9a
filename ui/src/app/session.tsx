import type { Scope } from '@sextant/db/core/grants.rules'
import type { AnswerOf } from '@sextant/edge/app/contract'
import { useQuery } from '@tanstack/solid-query'
import {
  createContext,
  createEffect,
  createSignal,
  onMount,
  type ParentProps,
  sharedConfig,
  useContext,
} from 'solid-js'
import { api } from './api'
import { recent } from './recent-records'
import { readIn } from './zone'

type Session = AnswerOf<'get', '/auth/session'>

type SessionState = {
  session: () => Session | undefined
  /** Whether a control should be offered. The server decides each request by itself. */
  can: (object: string, action: string) => boolean
  /** On which records: own, of the team, or all. Undefined where it is not granted. */
  scope: (object: string, action: string) => Scope | undefined
}
const SessionContext = createContext<SessionState>({
  session: () => undefined,
  can: () => false,
  scope: () => undefined,
})

export function SessionProvider(props: ParentProps) {
  const query = useQuery(() => ({
    queryKey: ['session'],
    queryFn: ({ signal }) => api.get('/auth/session', { signal }),
    staleTime: 60_000,
  }))
  const session = () => (query.isSuccess ? query.data : undefined)
  createEffect(() => {
    const memberId = session()?.member.id
    if (memberId) recent.belongTo(memberId)
  })
  createEffect(() => {
    const zone = session()?.timeZone
    if (zone) readIn(zone)
  })
  const scope = (object: string, action: string) => {
    const granted: Readonly<Record<string, Scope | undefined>> = session()?.permissions[object] ?? {}
    return granted[action]
  }
  const can = (object: string, action: string) => scope(object, action) !== undefined
  return <SessionContext.Provider value={{ session, can, scope }}>{props.children}</SessionContext.Provider>
}

/**
 * Who is signed in, and what they may. Undefined until it is known, and while the calling component is being hydrated: the
 * server's page does not know it either, and Solid does not mend a difference.
 */
export function useSession(): SessionState {
  const { session, can, scope } = useContext(SessionContext)
  const [ready, setReady] = createSignal(!sharedConfig.context)
  onMount(() => setReady(true))
  return {
    session: () => (ready() ? session() : undefined),
    can: (object, action) => ready() && can(object, action),
    scope: (object, action) => (ready() ? scope(object, action) : undefined),
  }
}
