import type { Choice } from '@sextant/db/models/feature-choice.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './models.text'
import { modelName } from './names'

/** What is to be said of a feature; null takes back what was. */
export interface Said {
  feature: string
  choice: Choice | null
}

/** Saying of features of a model whether they are known beforehand, and training again with it. */
export function useChoices(model: () => string, running: () => boolean) {
  const { can } = useSession()
  const client = useQueryClient()
  const [busy, setBusy] = createSignal(false)
  const send = async (choices: readonly Said[], train: boolean): Promise<boolean> => {
    if (busy() || choices.length === 0) return false
    setBusy(true)
    try {
      await api.post(
        '/crm/models/{model}/features',
        { choices: [...choices], train },
        { params: { model: model() } },
      )
      return true
    } catch (error) {
      toastRefusal(t('choice.failed'), explain(error))
      return false
    } finally {
      await client.invalidateQueries({ queryKey: ['training'] })
      setBusy(false)
    }
  }
  return {
    busy,
    may: () => can('model', 'update'),
    /** Why no training can be asked for now. */
    closed: (): string | false => (running() ? t('train.running') : false),
    /** Says it, with the way back: what was said of each before. */
    say: async (choices: readonly Said[], before: readonly Said[], done: string) => {
      if (!(await send(choices, false))) return
      toast(done, { label: common('undo'), onPress: () => void send(before, false) })
    },
    sayAndTrain: async (choices: readonly Said[]) => {
      if (await send(choices, true)) toast(t('train.asked', { name: modelName(model()) }))
    },
  }
}

export type Choices = ReturnType<typeof useChoices>
