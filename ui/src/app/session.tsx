import { useQuery } from '@tanstack/solid-query'
import { createContext, createSignal, onMount, type ParentProps, sharedConfig, useContext } from 'solid-js'
import { api } from './api'

export interface Session {
  user: { id: string; name: string; email: string }
  workspace: Workspace
  workspaces: readonly Workspace[]
  /** admin, manager, rep, marketer, analyst or read-only. */
  role: string
  /** `lead:update`, `import:create`; a scope may follow: `lead:update:own`. `*` allows everything. */
  permissions: readonly string[]
  locale?: string | null
}
export interface Workspace {
  id: string
  name: string
  currency?: string
}

type SessionState = {
  session: () => Session | undefined
  /** Whether a control should be offered. The server decides each request by itself. */
  can: (object: string, action: string) => boolean
}
const SessionContext = createContext<SessionState>({ session: () => undefined, can: () => false })

export function SessionProvider(props: ParentProps) {
  const query = useQuery(() => ({
    queryKey: ['session'],
    queryFn: ({ signal }) => api.get<Session>('/auth/session', { signal }),
    staleTime: 60_000,
  }))
  const session = () => (query.isSuccess ? query.data : undefined)
  const can = (object: string, action: string) => {
    const held = session()?.permissions ?? []
    return held.some(
      permission =>
        permission === '*' ||
        permission === `${object}:*` ||
        permission === `${object}:${action}` ||
        permission.startsWith(`${object}:${action}:`),
    )
  }
  return <SessionContext.Provider value={{ session, can }}>{props.children}</SessionContext.Provider>
}

/**
 * Who is signed in, and what they may. Undefined until it is known, and while the calling component is being hydrated: the
 * server's page does not know it either, and Solid does not mend a difference.
 */
export function useSession(): SessionState {
  const { session, can } = useContext(SessionContext)
  const [ready, setReady] = createSignal(!sharedConfig.context)
  onMount(() => setReady(true))
  return {
    session: () => (ready() ? session() : undefined),
    can: (object, action) => ready() && can(object, action),
  }
}
