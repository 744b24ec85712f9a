import type { Training } from '@sextant/db/models/training.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { onLive } from '../app/live'
import { useSession } from '../app/session'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './models.text'
import { modelName } from './names'
import { isRunning } from './training-progress.rules'

/** Live events about trainings refresh these screens by their key; those about versions are told to them here. */
export function useVersionEvents() {
  const client = useQueryClient()
  onLive(({ subjectType }) => {
    if (subjectType === 'model_version' || subjectType === 'model_feature')
      void client.invalidateQueries({ queryKey: ['training'] })
  })
}

/** Starting and stopping the training of a model. */
export function useTraining(model: () => string, last: () => Training | null | undefined) {
  const { session, can } = useSession()
  const client = useQueryClient()
  const [busy, setBusy] = createSignal(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['training'] })
  const attempt = async (failure: string, act: () => Promise<unknown>) => {
    if (busy()) return
    setBusy(true)
    try {
      await act()
    } catch (error) {
      toastRefusal(failure, explain(error))
    } finally {
      await refresh()
      setBusy(false)
    }
  }
  return {
    busy,
    running: () => isRunning(last()),
    /** Why it cannot be trained now. */
    closed: (): string | false => {
      if (isRunning(last())) return t('train.running')
      return session() && !can('model', 'create') ? t('train.role') : false
    },
    train: () =>
      attempt(t('train.failed', { name: modelName(model()) }), async () => {
        await api.post('/crm/models/{model}/train', undefined, { params: { model: model() } })
        toast(t('train.asked', { name: modelName(model()) }))
      }),
    stop: (id: string) =>
      attempt(t('stop.failed'), () =>
        api.post('/crm/models/{model}/trainings/{id}/cancel', undefined, { params: { model: model(), id } }),
      ),
  }
}
