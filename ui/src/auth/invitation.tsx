import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { Match, Switch } from 'solid-js'
import { api } from '../app/api'
import { asProblem } from '../app/problem'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { AcceptInvitation } from './accept-invitation'
import { t } from './auth.text'
import { SignFrame, SignLink } from './sign-frame'

/** Joins a workspace by the link of an invitation, with a new account or an existing one. */
export function Invitation() {
  const params = useParams<{ token: string }>()
  const query = useQuery(() => ({
    queryKey: ['invitation', params.token],
    queryFn: ({ signal }) =>
      api.get('/auth/invitations/{token}', { params: { token: params.token }, signal, keepOn401: true }),
    staleTime: Number.POSITIVE_INFINITY,
  }))
  const gone = () => query.isError && [404, 410].includes(asProblem(query.error).status)
  const why = () => {
    const { rule } = asProblem(query.error)
    const ended = (['accepted', 'revoked', 'expired'] as const).find(one => rule === `invitation.${one}`)
    return ended ? t(`invitation.${ended}`) : t('invitation.gone.why')
  }
  return (
    <Switch
      fallback={
        <SignFrame title={t('invitation.action')}>
          <Skeleton />
          <Skeleton n={1} />
        </SignFrame>
      }
    >
      <Match when={gone()}>
        <SignFrame
          title={t('invitation.gone')}
          foot={<SignLink href="/sign-in">{t('signIn.action')}</SignLink>}
        >
          <p class="muted">{why()}</p>
        </SignFrame>
      </Match>
      <Match when={query.isError}>
        <ErrorState title={t('invitation.failed')} error={query.error} onRetry={() => void query.refetch()} />
      </Match>
      <Match when={query.isSuccess && query.data}>
        {invitation => <AcceptInvitation token={params.token} invitation={invitation()} />}
      </Match>
    </Switch>
  )
}
