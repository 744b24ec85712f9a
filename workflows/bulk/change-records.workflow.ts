import type { WorkRequest } from '../app/request.model'
import { changeSome, orGiveUp } from './bulk-given-up.workflow'

/** Does a bulk change, slice by slice. Its whole state is in the database, so it may begin anew at any point; who cancels it says so there. */
export async function changeRecords(request: WorkRequest): Promise<string> {
  for (;;) {
    const state = await orGiveUp(request, () => changeSome(request))
    if (state !== 'running') return state
  }
}
