import type { WorkRequest } from '../app/request.model'
import { orGiveUp, takeSomeBack } from './bulk-given-up.workflow'

/** Takes a bulk change back, slice by slice. */
export async function undoBulk(request: WorkRequest): Promise<string> {
  for (;;) {
    const state = await orGiveUp(request, () => takeSomeBack(request))
    if (state !== 'undoing') return state
  }
}
